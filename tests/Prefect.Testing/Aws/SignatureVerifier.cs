using System.Security.Cryptography;
using System.Text;

namespace Prefect.Testing;

/// <summary>
/// Verifies signatures of version 4 as the vendor's description says, with no line in common with the SDK: one request is written in its
/// one form, hashed, and signed anew with the key that the peer has.
/// </summary>
internal sealed class SignatureVerifier(Func<string, AwsKey?> keys, TimeProvider clock)
{
    private const string ContentHash = "x-amz-content-sha256";
    private const string Unsigned = "UNSIGNED-PAYLOAD";

    private static readonly TimeSpan s_tolerance = TimeSpan.FromMinutes(5);

    public AwsSignature Verify(WireRequest request)
    {
        AwsSignature signature = new();
        try
        {
            SignatureClaim claim = SignatureClaim.Of(request);
            signature = signature with
            {
                AccessKeyId = claim.AccessKeyId,
                Region = claim.Region,
                Service = claim.Service,
                SignedHeaders = claim.SignedHeaders,
                HasSessionToken = claim.SessionToken is not null,
                IsInQuery = claim.IsInQuery,
                Lifetime = claim.Lifetime,
            };
            Verify(request, claim);
            return signature;
        }
        catch (SignatureRefusedException refused)
        {
            return signature with { Problem = refused.Problem, Detail = refused.Message };
        }
    }

    private void Verify(WireRequest request, SignatureClaim claim)
    {
        AwsKey key = keys(claim.AccessKeyId)
            ?? throw new SignatureRefusedException(SignatureProblem.UnknownKey, $"Nobody has the access key '{claim.AccessKeyId}'.");
        if (claim.SessionToken != key.SessionToken)
        {
            throw new SignatureRefusedException(SignatureProblem.WrongToken, "The session token is not the one of the access key.");
        }

        VerifyTime(claim);
        VerifyCoverage(request, claim);
        string payloadHash = PayloadHash(request, claim);
        string canonical = CanonicalRequest.Write(request, claim, payloadHash);
        string toSign = CanonicalRequest.StringToSign(canonical, claim);
        SigningKey signer = new(key, claim);
        if (!Equal(signer.Sign(toSign), claim.Signature))
        {
            throw new SignatureRefusedException(SignatureProblem.Mismatch, Expected(canonical, toSign));
        }

        ChunkedPayload.Verify(request, claim, signer, payloadHash);
    }

    private void VerifyTime(SignatureClaim claim)
    {
        TimeSpan age = clock.GetUtcNow() - claim.At;
        TimeSpan oldest = claim.IsInQuery ? claim.Lifetime : s_tolerance;
        if (age > oldest || age < -s_tolerance)
        {
            throw new SignatureRefusedException(SignatureProblem.Expired, $"Signature expired: {claim.Time} is not near {clock.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}.");
        }
    }

    private static void VerifyCoverage(WireRequest request, SignatureClaim claim)
    {
        string? naked = request.Headers.Select(header => header.Name.ToLowerInvariant())
            .FirstOrDefault(name => (name == "host" || name.StartsWith("x-amz-", StringComparison.Ordinal)) && !claim.SignedHeaders.Contains(name, StringComparer.Ordinal));
        string? absent = claim.SignedHeaders.FirstOrDefault(name => !request.All(name).Any());
        if (naked is not null || absent is not null || request.Header("host") is null)
        {
            throw new SignatureRefusedException(
                SignatureProblem.Incomplete, $"The header '{naked ?? absent ?? "host"}' must be there and be signed, but is not.");
        }
    }

    private static string PayloadHash(WireRequest request, SignatureClaim claim)
    {
        string real = CanonicalRequest.Hash(request.Body);
        if (request.Header(ContentHash) is not { } said)
        {
            return claim is { IsInQuery: true, Service: "s3" } ? Unsigned : real;
        }

        bool mayDiffer = claim.Service == "s3" && (said == Unsigned || ChunkedPayload.IsStreaming(said));
        return mayDiffer || said == real
            ? said
            : throw new SignatureRefusedException(SignatureProblem.WrongPayload, $"The body has the hash {real}, but {said} was signed.");
    }

    private static bool Equal(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other));

    // The vendor's own answer has these two texts, the session token among them.
    private static string Expected(string canonical, string toSign) =>
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. "
        + "Consult the service documentation for details.\n\n"
        + $"The Canonical String for this request should have been\n'{canonical}'\n\nThe String-to-Sign should have been\n'{toSign}'\n";
}
