package dev.berth.storage.s3;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/**
 * Signs requests as the SDK does, except that bytes whose checksum is a signed header are not hashed a second time, which the
 * SDK would do wherever there is no TLS. Such a request is signed without its body, as an address that is given away is, and
 * gets the body afterwards.
 */
final class ChecksumSigning implements AwsV4AuthScheme {
    static final String CHECKSUM = "x-amz-checksum-crc32c";

    private final AwsV4AuthScheme usual = AwsV4AuthScheme.create();
    private final AwsV4HttpSigner signer = new Signer(usual.signer());

    @Override
    public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
        return usual.identityProvider(providers);
    }

    @Override
    public AwsV4HttpSigner signer() {
        return signer;
    }

    @Override
    public String schemeId() {
        return SCHEME_ID;
    }

    private record Signer(AwsV4HttpSigner usual) implements AwsV4HttpSigner {
        @Override
        public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
            if (request.payload().isEmpty()
                    || request.request().firstMatchingHeader(CHECKSUM).isEmpty()) {
                return usual.sign(request);
            }
            SignedRequest head = usual.sign(request.toBuilder()
                    .payload(null)
                    .putProperty(PAYLOAD_SIGNING_ENABLED, false)
                    .putProperty(CHUNK_ENCODING_ENABLED, false)
                    .build());
            return head.toBuilder().payload(request.payload().get()).build();
        }

        @Override
        public CompletableFuture<AsyncSignedRequest> signAsync(
                AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
            return usual.signAsync(request);
        }
    }
}
