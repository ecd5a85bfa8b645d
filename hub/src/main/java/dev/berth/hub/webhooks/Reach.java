package dev.berth.hub.webhooks;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells which addresses are on the public internet (the special-purpose address registries of RFC 6890). All others are
 * somebody's own: this machine, its neighbours, or the metadata service of a cloud.
 */
final class Reach {
    private static final List<Network> SPECIAL_V4 = List.of(
            Network.of("0.0.0.0", 8),
            Network.of("10.0.0.0", 8),
            Network.of("100.64.0.0", 10),
            Network.of("127.0.0.0", 8),
            Network.of("169.254.0.0", 16),
            Network.of("172.16.0.0", 12),
            Network.of("192.0.0.0", 24),
            Network.of("192.0.2.0", 24),
            Network.of("192.88.99.0", 24),
            Network.of("192.168.0.0", 16),
            Network.of("198.18.0.0", 15),
            Network.of("198.51.100.0", 24),
            Network.of("203.0.113.0", 24),
            Network.of("224.0.0.0", 4),
            Network.of("240.0.0.0", 4));

    private static final Network GLOBAL_V6 = Network.of("2000::", 3);

    private static final List<Network> SPECIAL_V6 = List.of(
            // Protocols' own, among them Teredo, which carries addresses of the old kind.
            Network.of("2001::", 23), Network.of("2001:db8::", 32), Network.of("2002::", 16), Network.of("3fff::", 20));

    /** Gateways to the old internet carry its address in their last bytes (RFC 6052). */
    private static final Network GATEWAY = Network.of("64:ff9b::", 96);

    private Reach() {}

    private record Network(byte[] prefix, int bits) {
        static Network of(String prefix, int bits) {
            return new Network(InetAddress.ofLiteral(prefix).getAddress(), bits);
        }

        boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Whether this address is on the public internet. */
    static boolean isPublic(InetAddress address) {
        return switch (address) {
            case Inet4Address old -> SPECIAL_V4.stream().noneMatch(network -> network.holds(old.getAddress()));
            case Inet6Address recent -> isPublic(recent.getAddress());
            default -> false;
        };
    }

    private static boolean isPublic(byte[] address) {
        if (GATEWAY.holds(address)) {
            byte[] behind = Arrays.copyOfRange(address, 12, 16);
            return SPECIAL_V4.stream().noneMatch(network -> network.holds(behind));
        }
        return GLOBAL_V6.holds(address) && SPECIAL_V6.stream().noneMatch(network -> network.holds(address));
    }

    /**
     * The addresses of this host, all of them on the public internet.
     *
     * @throws UnknownHostException when it has none, or one that is not
     */
    static List<InetAddress> publicAddresses(String host) throws UnknownHostException {
        List<InetAddress> all = List.of(InetAddress.getAllByName(host));
        for (InetAddress address : all) {
            if (!isPublic(address)) {
                // The address itself is not told: what names mean inside a network is nobody's business outside.
                throw new UnknownHostException(
                        "the host leads into a private network, which webhooks.private-networks does not allow");
            }
        }
        return all;
    }
}
