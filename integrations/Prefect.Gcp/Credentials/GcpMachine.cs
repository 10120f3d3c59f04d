using System.Net;
using System.Net.Sockets;
using Google.Apis.Auth.OAuth2;

namespace Prefect.Gcp;

/// <summary>The machine's own identity, as the metadata server of Google's machines tells it.</summary>
internal sealed class GcpMachine(GcpAccess access)
{
    private const int Calls = 3;
    private const string Account = "instance/service-accounts/default/";

    // What listens at all takes a call at once; its answer may be late, on a machine that has just started or is busy.
    private static readonly TimeSpan s_call = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly string _host = access.Variable("GCE_METADATA_HOST") is { Length: > 0 } host ? host : "169.254.169.254";

    /// <summary>Whether there is a metadata server.</summary>
    public async Task<bool> IsThereAsync(CancellationToken cancellationToken)
    {
        if (string.Equals(access.Variable("NO_GCE_CHECK"), "true", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        for (int call = 0; call < Calls; call++)
        {
            if (await ListensAsync(cancellationToken).ConfigureAwait(false))
            {
                return await AnswersAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        return false;
    }

    public GoogleCredential Credential(string universe)
    {
        ComputeCredential.Initializer initializer = new(Address(Account + "token"), Address(Account + "identity")) { HttpClientFactory = access.Http };
        return GoogleCredential.FromComputeCredential(new ComputeCredential(initializer)).CreateWithUniverseDomain(universe);
    }

    public Task<string?> ProjectAsync(CancellationToken cancellationToken) => ReadAsync("project/project-id", cancellationToken);

    public Task<string?> EmailAsync(CancellationToken cancellationToken) => ReadAsync(Account + "email", cancellationToken);

    public async Task<string> UniverseAsync(CancellationToken cancellationToken) =>
        await ReadAsync("universe/universe-domain", cancellationToken).ConfigureAwait(false) is { Length: > 0 } universe ? universe : GoogleEndpoint.PublicUniverse;

    private string Address(string path) => $"http://{_host}/computeMetadata/v1/{path}";

    private async Task<bool> ListensAsync(CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate($"http://{_host}/", UriKind.Absolute, out Uri? address))
        {
            return false;
        }

        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_call);
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port, limit.Token).AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return socket.Connected;
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer = await SendAsync($"http://{_host}/", s_patience, cancellationToken).ConfigureAwait(false);
            return answer.Headers.TryGetValues("Metadata-Flavor", out IEnumerable<string>? flavor) && flavor.Contains("Google", StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }

    private async Task<string?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await SendAsync(Address(path), s_patience, cancellationToken).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false)).Trim();
    }

    private async Task<HttpResponseMessage> SendAsync(string address, TimeSpan patience, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        request.Headers.Add("Metadata-Flavor", "Google");
        return await access.Http.Services.SendAsync(request, limit.Token).ConfigureAwait(false);
    }
}
