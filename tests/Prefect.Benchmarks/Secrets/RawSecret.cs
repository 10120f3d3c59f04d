using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Prefect.Benchmarks;

/// <summary>The same read as one would write it without any SDK: a request, signed by hand, and its answer read.</summary>
internal sealed class RawSecret(Uri address, string accessKeyId, string secretAccessKey) : IDisposable
{
    private const string SignedHeaders = "content-type;host;x-amz-content-sha256;x-amz-date;x-amz-target";
    private const string Target = "secretsmanager.GetSecretValue";
    private const string ContentType = "application/x-amz-json-1.1";

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public async Task<byte[]> ReadAsync(string name)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(new Request(name));
        using HttpRequestMessage request = new(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        Sign(request, Convert.ToHexStringLower(SHA256.HashData(body)));
        using HttpResponseMessage answer = await _client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        byte[] content = await answer.Content.ReadAsByteArrayAsync();
        return Encoding.UTF8.GetBytes(JsonSerializer.Deserialize<Answer>(content)!.SecretString);
    }

    public void Dispose() => _client.Dispose();

    private void Sign(HttpRequestMessage request, string bodyHash)
    {
        string time = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        string scope = $"{time[..8]}/us-east-1/secretsmanager/aws4_request";
        string canonical = $"POST\n/\n\ncontent-type:{ContentType}\nhost:{address.Authority}\nx-amz-content-sha256:{bodyHash}\nx-amz-date:{time}\n"
            + $"x-amz-target:{Target}\n\n{SignedHeaders}\n{bodyHash}";
        string toSign = $"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        byte[] key = Encoding.UTF8.GetBytes("AWS4" + secretAccessKey);
        foreach (string part in scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        string signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
        request.Headers.TryAddWithoutValidation("X-Amz-Target", Target);
        request.Headers.TryAddWithoutValidation("X-Amz-Date", time);
        request.Headers.TryAddWithoutValidation("X-Amz-Content-SHA256", bodyHash);
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential={accessKeyId}/{scope}, SignedHeaders={SignedHeaders}, Signature={signature}");
    }

    private sealed record Request(string SecretId);

    private sealed record Answer(string SecretString);
}
