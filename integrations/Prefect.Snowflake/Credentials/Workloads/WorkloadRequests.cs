using System.Text.Json;
using Prefect.Http;

namespace Prefect.Snowflake;

/// <summary>Asks the machine's cloud, which answers quickly or is not there.</summary>
internal sealed class WorkloadRequests(SnowflakeSigner signer)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    public TimeProvider Clock => signer.Access.Clock;

    /// <summary>A variable of the environment; null where it is not set, or empty.</summary>
    public string? Variable(string name) => signer.Access.Variable(name) is { Length: > 0 } value ? value : null;

    /// <summary>An address that begins as a variable of the environment says.</summary>
    /// <exception cref="SnowflakeException">The variable holds none, or one without encryption where that is needed.</exception>
    public Uri Address(string text, string variable, bool isEncrypted = false) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && (address.Scheme == Uri.UriSchemeHttps || (!isEncrypted && address.Scheme == Uri.UriSchemeHttp))
            ? address
            : throw Refused($"{variable} is no address with {(isEncrypted ? "https://" : "http:// or https://")}.");

    public static async Task<string> ReadFileAsync(string path, string variable, CancellationToken cancellationToken)
    {
        try
        {
            return (await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false)).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SnowflakeConfigurationException(variable, $"The file '{path}', which {variable} names, cannot be read: {exception.Message}", exception);
        }
    }

    /// <exception cref="SnowflakeException">It refused, or is not there.</exception>
    public Task<string> ReadTextAsync(string attempt, RestRequest request, CancellationToken cancellationToken) =>
        signer.Wire.ReadTextAsync(Operation(attempt, request), Impatient(request), cancellationToken);

    /// <summary>Reads a text of the answer's JSON.</summary>
    /// <exception cref="SnowflakeException">It refused, is not there, or the answer has no such text.</exception>
    public async Task<string> ReadAsync(string attempt, RestRequest request, string name, CancellationToken cancellationToken)
    {
        using JsonDocument answer = await ReadAsync(attempt, request, cancellationToken).ConfigureAwait(false);
        return SnowflakeAnswer.Text(answer.RootElement, name) is { Length: > 0 } text ? text : throw Missing(request, name);
    }

    public Task<JsonDocument> ReadAsync(string attempt, RestRequest request, CancellationToken cancellationToken) =>
        signer.Wire.ReadAsync(Operation(attempt, request), Impatient(request), cancellationToken);

    public SnowflakeException Missing(RestRequest request, string what) => signer.Refused($"'{request.Address!.Host}' answered without {what}.");

    public SnowflakeException Refused(string what) => signer.Refused(what);

    private static ServiceOperation Operation(string attempt, RestRequest request) => new("SignIn", "Workload", attempt, request.Address!.Host);

    private static RestRequest Impatient(RestRequest request) => request with { Timeout = s_patience, Attempts = 3, MayRepeat = true };
}
