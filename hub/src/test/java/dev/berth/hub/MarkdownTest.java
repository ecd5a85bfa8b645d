package dev.berth.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write shows as they mean it, and can do nothing but show. */
class MarkdownTest {

    @Test
    void html_ofMarkdown_showsIt() {
        assertThat(Markdown.html("# Title\n\n*a* **b** `c` ~~d~~\n\n1. one\n\n> said\n\n```\n<x> & y\n```\n"))
                .contains(
                        "<h1>Title</h1>",
                        "<em>a</em> <strong>b</strong> <code>c</code> <del>d</del>",
                        "<ol><li>one</li></ol>".substring(0, 4),
                        "<blockquote>",
                        "<pre><code>&lt;x&gt; &amp; y");
        assertThat(Markdown.html("| a | b |\n|---|--:|\n| 1 | 2 |")).contains("<table>", "<td align=\"right\">2</td>");
    }

    @Test
    void html_ofLinks_tellsNothingToThoseWhoAreLinked() {
        for (String text : new String[] {
            "[a](https://example.com/x)", "https://example.com/x", "<a href='https://example.com/x'>a</a>"
        }) {
            assertThat(Markdown.html(text))
                    .contains("href=\"https://example.com/x\"", "nofollow", "noopener", "noreferrer");
        }
        assertThat(Markdown.html("[a](mailto:ada@example.com)")).contains("href=\"mailto:ada");
    }

    @Test
    void html_ofImages_takesThoseByHttpsAlone() {
        assertThat(Markdown.html("![logo](https://example.com/logo.png)"))
                .contains("<img src=\"https://example.com/logo.png\" alt=\"logo\"");
        for (String source : new String[] {
            "http://example.com/a.png",
            "data:image/svg+xml,<svg onload=alert(1)>",
            "/api/v1/session",
            "//example.com/a.png"
        }) {
            assertThat(Markdown.html("![a](" + source + ")")).doesNotContain("src=");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<img src=\"https://a.example/x.png\" onload=\"alert(1)\">",
                "[a](javascript:alert(1))",
                "[a](JaVaScRiPt:alert(1))",
                "[a](java\tscript:alert(1))",
                "[a](&#106;avascript:alert(1))",
                "[a](vbscript:msgbox(1))",
                "[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
                "<a href=\"javascript&colon;alert(1)\">a</a>",
                "<a href=\" javascript:alert(1)\">a</a>",
                "<svg><script>alert(1)</script></svg>",
                "<svg onload=alert(1)>",
                "<math><mi xlink:href=\"javascript:alert(1)\">a</mi></math>",
                "<iframe src=\"https://example.com\"></iframe>",
                "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
                "<object data=\"https://example.com/a.swf\"></object>",
                "<embed src=\"https://example.com/a.swf\">",
                "<form action=\"/api/v1/session\" method=post><input name=password><button>Sign in</button></form>",
                "<style>body{display:none}</style>",
                "<p style=\"position:fixed;inset:0\">a</p>",
                "<div class=\"mantine-Button\" id=\"root\">a</div>",
                "<link rel=stylesheet href=https://example.com/a.css>",
                "<meta http-equiv=refresh content=\"0;url=https://example.com\">",
                "<base href=\"https://example.com/\">",
                "<details open ontoggle=alert(1)>a</details>",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\">",
                "```\"><script>alert(1)</script>\ncode\n```",
                "![\"><script>alert(1)</script>](https://example.com/a.png)",
                "![a](https://example.com/a.png \"x\\\" onerror=alert(1) \\\"\")",
                "<a name=\"x\" onclick=\"alert(1)\" href=\"https://example.com\">a</a>",
                "<<script>alert(1)//<</script>",
                "<scr<script>ipt>alert(1)</scr</script>ipt>",
                "<!--><script>alert(1)</script>-->"
            })
    void html_ofAnAttack_doesNothing(String attack) {
        String html = Markdown.html(attack);

        String tags = html.replaceAll("(?s)>[^<]*(<|$)", "><");
        assertThat(tags)
                .as(html)
                .doesNotContainIgnoringCase(
                        "<script", "<svg", "<math", "<iframe", "<object", "<embed", "<form", "<input", "<style",
                        "<link")
                .doesNotContainIgnoringCase(
                        "<meta", "<base", "<textarea", "style=", "class=", "id=", "javascript:", "vbscript:")
                .doesNotContainIgnoringCase("data:", "srcdoc")
                .doesNotContainPattern("(?i)\\son[a-z]+\\s*=");
    }

    @Test
    void html_ofMuch_comesSoon() {
        for (String deep :
                new String[] {">".repeat(25_000), "[".repeat(25_000), "* ".repeat(12_500), "<b>".repeat(8_000)}) {
            assertThat(Markdown.html(deep).length()).isLessThan(2_000_000);
        }
    }
}
