package dev.berth.hub;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Turns what people write about their repositories into HTML that harms nobody who reads it. HTML in the text passes the same
 * sieve as what Markdown makes: a list of elements and attributes that can do nothing but show.
 */
public final class Markdown {
    /** How deep quotes and lists may be inside of each other; what is deeper is shown as text. */
    private static final int DEEPEST = 20;

    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), StrikethroughExtension.create(), AutolinkExtension.create());

    private static final Parser PARSER =
            Parser.builder().extensions(EXTENSIONS).maxOpenBlockParsers(DEEPEST).build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();

    /**
     * Images come by https alone, from wherever the text says: a reader's browser fetches them, without saying from which
     * page. Links tell search engines nothing, and the page that they open nothing about this one.
     */
    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code", "kbd")
            .allowElements(
                    "em", "strong", "b", "i", "s", "del", "ins", "sub", "sup", "ul", "ol", "li", "details", "summary")
            .allowElements("table", "thead", "tbody", "tr", "th", "td", "a", "img", "dl", "dt", "dd")
            .allowUrlProtocols("https", "http", "mailto")
            .allowAttributes("href")
            .matching((element, attribute, value) -> isRelative(value) ? null : value)
            .onElements("a")
            .allowAttributes("title")
            .onElements("a", "img")
            .allowAttributes("src")
            .matching((element, attribute, value) -> value.regionMatches(true, 0, "https://", 0, 8) ? value : null)
            .onElements("img")
            .allowAttributes("alt")
            .onElements("img")
            .allowAttributes("width", "height")
            .matching(java.util.regex.Pattern.compile("[0-9]{1,4}"))
            .onElements("img")
            .allowAttributes("align")
            .matching(true, "left", "right", "center")
            .onElements("th", "td")
            .allowAttributes("start")
            .matching(java.util.regex.Pattern.compile("[0-9]{1,9}"))
            .onElements("ol")
            .requireRelsOnLinks("nofollow", "noopener", "noreferrer")
            .toFactory();

    private Markdown() {}

    /** The HTML of this text. */
    public static String html(String markdown) {
        return POLICY.sanitize(RENDERER.render(PARSER.parse(markdown)));
    }

    /** A path would lead to a page of Berth's that the writer of the text did not mean, or meant too well. */
    private static boolean isRelative(String url) {
        return url.startsWith("/") || url.startsWith("\\");
    }
}
