using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>
/// Follows <c>azure-kv:VAULT/NAME</c> in any secret: the current version of a secret that Azure Key Vault keeps. After a further slash may
/// stand the id of one version, and after a <c>#</c> the name of a member, when the secret is a JSON object: <c>azure-kv:VAULT/NAME/VERSION#KEY</c>.
/// </summary>
/// <remarks>
/// <para>
/// VAULT is the name of the vault or, in a cloud other than the public one, its host, such as <c>name.vault.azure.cn</c>. A member that is
/// no text is given as JSON.
/// </para>
/// <para>
/// The identity of the machine is used: variables of the environment, a managed identity, or a command line that is signed in. To use
/// another, register one of these with it: <c>SecretReferences.Register(new AzureSecretReferences(credential))</c>. An answer is waited for
/// 30 seconds; a request is sent up to four times where that may help.
/// </para>
/// </remarks>
public sealed class AzureSecretReferences : ISecretReferenceResolver
{
    private readonly ConcurrentDictionary<Uri, SecretClient> _clients = new();
    private readonly ConcurrentDictionary<KeyVaultTarget, Lazy<Task<string>>> _underWay = new();
    private readonly Lazy<TokenCredential> _credential;
    private readonly HttpPipelineTransport? _transport;

    /// <summary>Follows references as whoever the machine is.</summary>
    public AzureSecretReferences() => _credential = new Lazy<TokenCredential>(() => new DefaultAzureCredential());

    /// <summary>Follows references with a credential.</summary>
    /// <param name="credential">Gives tokens.</param>
    /// <exception cref="ArgumentNullException"><paramref name="credential"/> is null.</exception>
    public AzureSecretReferences(TokenCredential credential)
        : this(credential, transport: null)
    {
    }

    internal AzureSecretReferences(TokenCredential credential, HttpPipelineTransport? transport)
    {
        ArgumentNullException.ThrowIfNull(credential);
        _credential = new Lazy<TokenCredential>(credential);
        _transport = transport;
    }

    /// <inheritdoc/>
    public string Scheme => KeyVaultTarget.Scheme;

    /// <inheritdoc/>
    public async ValueTask<string> ResolveAsync(string target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        KeyVaultTarget parsed = KeyVaultTarget.Parse(target);
        string value = await ReadSharedAsync(parsed with { Member = null }).WaitAsync(cancellationToken).ConfigureAwait(false);
        return parsed.Member is null ? value : KeyVaultMember.Of(value, parsed);
    }

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "A command-line tool that loads this package for a project finds the references in it, too.")]
    internal static void Declare() => SecretReferences.Declare(KeyVaultTarget.Scheme, static () => new AzureSecretReferences());

    // Many tasks that begin at the same time send one request.
    private async Task<string> ReadSharedAsync(KeyVaultTarget target)
    {
        Lazy<Task<string>> reading = _underWay.GetOrAdd(target, key => new Lazy<Task<string>>(() => ReadAsync(key)));
        try
        {
            return await reading.Value.ConfigureAwait(false);
        }
        finally
        {
            _underWay.TryRemove(KeyValuePair.Create(target, reading));
        }
    }

    private async Task<string> ReadAsync(KeyVaultTarget target)
    {
        AzureOperation operation = new(AzureService.KeyVault, "GetSecret", "read the secret", $"{target.Vault.Host}/{target.Name}");
        SecretClient client = _clients.GetOrAdd(target.Vault, Open);
        try
        {
            string value = await AzureCall.RunAsync(operation, token => AskAsync(client, target, token), CancellationToken.None).ConfigureAwait(false);
            return KeyVaultMember.Remember(value);
        }
        catch (AzureException exception)
        {
            throw new SecretReferenceException($"A secret refers to '{target}', which cannot be had. {exception.Message}", exception);
        }
    }

    // A page of a gateway, for one, is no secret: not even an empty one.
    private static async Task<string> AskAsync(SecretClient client, KeyVaultTarget target, CancellationToken cancellationToken)
    {
        try
        {
            KeyVaultSecret secret = await client.GetSecretAsync(target.Name, target.Version, cancellationToken: cancellationToken).ConfigureAwait(false);
            return secret.Value ?? throw new HttpRequestException("The answer holds no secret.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new HttpRequestException("The answer is none that this service gives.", exception);
        }
    }

    private SecretClient Open(Uri vault)
    {
        SecretClientOptions options = new();
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
        options.Diagnostics.IsLoggingContentEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Transport = _transport ?? options.Transport;
        return new SecretClient(vault, _credential.Value, options);
    }
}
