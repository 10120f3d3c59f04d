using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

/// <summary>The ways to sign in to the emulator.</summary>
public static class AzuriteCredentials
{
    private static readonly HttpClientTransport s_trusting = BlobPipeline.MakeTransport(
        new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate?.Subject == "CN=127.0.0.1" } });

    public static IReadOnlyList<string> Kinds => ["shared key", "signature", "bearer"];

    public static string ConnectionString(Uri endpoint) =>
        $"DefaultEndpointsProtocol={endpoint.Scheme};AccountName={AzuriteServer.Account};AccountKey={AzuriteServer.Key};BlobEndpoint={endpoint.AbsoluteUri}";

    public static async Task<AzureBlobStorageCredentials> GetAsync(AzuriteServer azurite, string kind)
    {
        await azurite.StartAsync(TestContext.Current.CancellationToken);
        return kind switch
        {
            "signature" => new() { ConnectionString = $"BlobEndpoint={azurite.AccountEndpoint};SharedAccessSignature={Signature()}" },
            "bearer" => Bearer(azurite),
            _ => new() { ConnectionString = ConnectionString(azurite.AccountEndpoint) },
        };
    }

    public static AzureBlobStorageCredentials Bearer(AzuriteServer azurite) =>
        new AzureBlobStorageCredentials { AccountUrl = azurite.SecureAccountEndpoint.AbsoluteUri }
            .WithTokenCredential(DelegatedTokenCredential.Create(static (_, _) => Token()))
            .WithTransport(s_trusting);

    /// <summary>A container of its own for the present test.</summary>
    public static async Task<AzureBlobStorageContainer> MakeContainerAsync(AzuriteServer azurite, string kind, string? folder = null)
    {
        AzureBlobStorageCredentials credentials = await GetAsync(azurite, kind);
        string name = "container-" + Guid.NewGuid().ToString("N");
        await credentials.GetContainerClient(name).CreateIfNotExistsAsync(TestContext.Current.CancellationToken);
        return new AzureBlobStorageContainer { ContainerName = name, BaseFolder = folder, Credentials = credentials };
    }

    /// <summary>A signature of the account for everything, as the portal makes it.</summary>
    public static string Signature(string permissions = "rwdlac")
    {
        const string Version = "2020-08-04";
        string expiry = TimeProvider.System.GetUtcNow().AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        string toSign = $"{AzuriteServer.Account}\n{permissions}\nb\nsco\n\n{expiry}\n\nhttps,http\n{Version}\n";
        string signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(AzuriteServer.Key), Encoding.UTF8.GetBytes(toSign)));
        return $"sv={Version}&ss=b&srt=sco&sp={permissions}&se={Uri.EscapeDataString(expiry)}&spr=https,http&sig={Uri.EscapeDataString(signature)}";
    }

    // The emulator looks at what a token says, not at who signed it.
    private static AccessToken Token()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string claims = JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["aud"] = "https://storage.azure.com",
            ["iss"] = "https://sts.windows.net/ab1f708d-50f6-404c-a006-d71b2ac7a606/",
            ["nbf"] = now.AddMinutes(-5).ToUnixTimeSeconds(),
            ["iat"] = now.AddMinutes(-5).ToUnixTimeSeconds(),
            ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
        });
        return new AccessToken($"{Encode("""{"alg":"RS256","typ":"JWT"}""")}.{Encode(claims)}.{Encode("signature")}", now.AddHours(1));
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
