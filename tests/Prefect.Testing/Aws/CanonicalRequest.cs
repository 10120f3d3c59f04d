using System.Security.Cryptography;
using System.Text;

namespace Prefect.Testing;

/// <summary>The one form of a request that both sides hash.</summary>
internal static class CanonicalRequest
{
    public static string Write(WireRequest request, SignatureClaim claim, string payloadHash) => string.Join(
        '\n',
        request.Method,
        Path(request.Path, claim.Service),
        new WireQuery(request.Query).Canonical(without: claim.IsInQuery ? "X-Amz-Signature" : null),
        string.Concat(claim.SignedHeaders.Select(name => $"{name}:{Value(request, name)}\n")),
        string.Join(';', claim.SignedHeaders),
        payloadHash);

    public static string StringToSign(string canonicalRequest, SignatureClaim claim) =>
        $"{SignatureClaim.Algorithm}\n{claim.Time}\n{claim.Scope}\n{Hash(Encoding.Latin1.GetBytes(canonicalRequest))}";

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    // Amazon S3 takes the key as it is; every other service normalises the path and escapes its escapes.
    private static string Path(string path, string service) =>
        service == "s3" ? PercentCoding.Encode(PercentCoding.Decode(path), keepSlash: true) : PercentCoding.Encode(Normalise(path), keepSlash: true);

    private static string Normalise(string path)
    {
        List<string> kept = [];
        foreach (string segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == "..")
            {
                kept.RemoveRange(Math.Max(0, kept.Count - 1), Math.Min(1, kept.Count));
            }
            else if (segment != ".")
            {
                kept.Add(segment);
            }
        }

        bool endsWithSlash = path.EndsWith('/') && kept.Count > 0;
        return "/" + string.Join('/', kept) + (endsWithSlash ? "/" : "");
    }

    private static string Value(WireRequest request, string name) =>
        string.Join(',', request.All(name).Select(value => string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
}
