using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Prefect.Client;

namespace Prefect.Cli;

/// <summary>Asks a server whether it is there and lets the profile in.</summary>
internal sealed class ServerProbe(PrefectSettings settings)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>Gives the answer in words.</summary>
    /// <exception cref="CommandFailedException">The server does not answer, or refuses.</exception>
    public async Task<string> AskAsync(CancellationToken cancellationToken)
    {
        string place = settings.IsCloud ? "Prefect Cloud" : settings.Api.Url!;
        string address = settings.IsCloud ? $"{settings["cloud.api_url"].Reveal()!.TrimEnd('/')}/me/" : $"{settings.Api.Url}/health";
        using SocketsHttpHandler handler = new() { AllowAutoRedirect = false, SslOptions = Trust() };
        using HttpClient client = new(handler) { Timeout = s_patience };
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        request.Headers.Authorization = Credentials();
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.StatusCode switch
            {
                _ when response.IsSuccessStatusCode => $"Connected to {place}.",
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => throw new CommandFailedException(
                    $"{place} answers, but does not let this profile in ({(int)response.StatusCode}). Set {KeyName} in the profile: dotnet prefect config set {KeyName}=…"),
                _ => throw new CommandFailedException(
                    $"{address} answers with {(int)response.StatusCode}, as no Prefect server does. Check PREFECT_API_URL; it ends in /api."),
            };
        }
        catch (HttpRequestException exception)
        {
            throw new CommandFailedException($"{place} cannot be reached. Check PREFECT_API_URL, and whether the server runs.", exception);
        }
        catch (TaskCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandFailedException($"{place} did not answer within {s_patience.TotalSeconds} seconds. Check PREFECT_API_URL, and whether the server runs.", exception);
        }
    }

    private SslClientAuthenticationOptions Trust()
    {
        SslClientAuthenticationOptions options = new();
        if (settings.Api.SkipsTlsVerification)
        {
#pragma warning disable CA5359 // The user asked for it, by a setting that is named after what it does.
            options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (settings.Api.SslCertFile is { } file)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            options.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(file);
        }

        return options;
    }

    private string KeyName => settings.IsCloud ? "PREFECT_API_KEY" : "PREFECT_API_AUTH_STRING";

    private AuthenticationHeaderValue? Credentials()
    {
        if (settings.Api.AuthString is { } pair)
        {
            return new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair.Reveal())));
        }

        return settings.Api.Key is { } key ? new AuthenticationHeaderValue("Bearer", key.Reveal()) : null;
    }
}
