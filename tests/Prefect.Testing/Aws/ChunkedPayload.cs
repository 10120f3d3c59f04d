using System.Globalization;
using System.Text;

namespace Prefect.Testing;

/// <summary>A body that is signed piece by piece, as uploads to Amazon S3 are; each signature covers the one before.</summary>
internal static class ChunkedPayload
{
    private const string Signed = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private const string Trailing = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    private const string SignatureField = "chunk-signature=";
    private static readonly string s_empty = CanonicalRequest.Hash([]);

    public static bool IsStreaming(string contentHash) => contentHash is Signed or Trailing or "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    /// <exception cref="SignatureRefusedException">A piece is not what was signed.</exception>
    public static void Verify(WireRequest request, SignatureClaim claim, SigningKey key, string contentHash)
    {
        if (contentHash is not (Signed or Trailing))
        {
            return;
        }

        string previous = claim.Signature;
        ReadOnlySpan<byte> rest = request.Body;
        int size;
        do
        {
            (size, string signature) = Head(Line(ref rest));
            ReadOnlySpan<byte> piece = rest[..size];
            string text = $"AWS4-HMAC-SHA256-PAYLOAD\n{claim.Time}\n{claim.Scope}\n{previous}\n{s_empty}\n{CanonicalRequest.Hash(piece)}";
            Demand(key.Sign(text), signature);
            previous = signature;
            rest = rest[size..];
            rest = size == 0 && contentHash == Trailing ? rest : rest[Math.Min(2, rest.Length)..];
        }
        while (size > 0);

        if (contentHash == Trailing)
        {
            VerifyTrailer(rest, claim, key, previous);
        }
    }

    /// <summary>Takes the framing of pieces away.</summary>
    public static byte[] Decode(byte[] body, string contentHash)
    {
        if (!IsStreaming(contentHash))
        {
            return body;
        }

        List<byte> content = new(body.Length);
        ReadOnlySpan<byte> rest = body;
        while (Head(Line(ref rest)) is { Size: > 0 } head)
        {
            content.AddRange(rest[..head.Size]);
            rest = rest[(head.Size + 2)..];
        }

        return [.. content];
    }

    private static void VerifyTrailer(ReadOnlySpan<byte> rest, SignatureClaim claim, SigningKey key, string previous)
    {
        StringBuilder headers = new();
        while (Line(ref rest) is { Length: > 0 } line)
        {
            string[] header = line.Split(':', 2, StringSplitOptions.TrimEntries);
            if (header[0] == "x-amz-trailer-signature")
            {
                string hash = CanonicalRequest.Hash(Encoding.Latin1.GetBytes(headers.ToString()));
                Demand(key.Sign($"AWS4-HMAC-SHA256-TRAILER\n{claim.Time}\n{claim.Scope}\n{previous}\n{hash}"), header[1]);
                return;
            }

            headers.Append(header[0]).Append(':').Append(header[1]).Append('\n');
        }

        throw new SignatureRefusedException(SignatureProblem.WrongPayload, "The trailer is not signed.");
    }

    private static void Demand(string expected, string signature)
    {
        if (expected != signature)
        {
            throw new SignatureRefusedException(SignatureProblem.WrongPayload, $"A piece of the body has the signature {signature} instead of {expected}.");
        }
    }

    private static (int Size, string Signature) Head(string line)
    {
        string[] fields = line.Split(';', StringSplitOptions.TrimEntries);
        string signature = fields.FirstOrDefault(field => field.StartsWith(SignatureField, StringComparison.Ordinal))?[SignatureField.Length..] ?? "";
        return int.TryParse(fields[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int size)
            ? (size, signature)
            : throw new SignatureRefusedException(SignatureProblem.WrongPayload, "The body does not consist of pieces.");
    }

    private static string Line(ref ReadOnlySpan<byte> rest)
    {
        int end = rest.IndexOf("\r\n"u8);
        string line = Encoding.Latin1.GetString(end < 0 ? rest : rest[..end]);
        rest = end < 0 ? [] : rest[(end + 2)..];
        return line;
    }
}
