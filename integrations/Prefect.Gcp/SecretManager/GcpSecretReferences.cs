using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>
/// Follows <c>gcp-sm:PROJECT/NAME</c> in any secret: the latest version of a secret that Google Cloud's Secret Manager keeps. After an
/// <c>@</c> may stand the number or alias of another version, and after a <c>#</c> the name of a member, when the secret is a JSON object:
/// <c>gcp-sm:PROJECT/NAME@VERSION#KEY</c>.
/// </summary>
/// <remarks>
/// <para>A member that is no text is given as JSON.</para>
/// <para>
/// A program that refers to this package need do nothing: the application default credentials are used. To use others, register one of
/// these with them: <c>SecretReferences.Register(new GcpSecretReferences(credentials))</c>.
/// </para>
/// </remarks>
public sealed class GcpSecretReferences : ISecretReferenceResolver
{
    private static readonly AsyncLocal<bool> s_isLookingUp = new();

    private readonly ConcurrentDictionary<GcpSecretTarget, Lazy<Task<string>>> _underWay = new();
    private readonly GcpCredentials _credentials;

    /// <summary>Follows references with the application default credentials.</summary>
    public GcpSecretReferences()
        : this(new GcpCredentials())
    {
    }

    /// <summary>Follows references with some credentials.</summary>
    /// <param name="credentials">How to sign in. No secret of theirs may be such a reference itself.</param>
    /// <exception cref="ArgumentNullException"><paramref name="credentials"/> is null.</exception>
    public GcpSecretReferences(GcpCredentials credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        _credentials = credentials;
    }

    /// <inheritdoc/>
    public string Scheme => GcpSecretTarget.Scheme;

    /// <inheritdoc/>
    public async ValueTask<string> ResolveAsync(string target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        GcpSecretTarget parsed = GcpSecretTarget.Parse(target);
        if (s_isLookingUp.Value)
        {
            throw new SecretReferenceException(
                $"The credentials that secret references are followed with hold such a reference themselves, '{parsed}'. Give them their own values.");
        }

        string value = await ReadSharedAsync(parsed with { Member = null }).WaitAsync(cancellationToken).ConfigureAwait(false);
        return parsed.Member is null ? value : Member(value, parsed);
    }

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "A command-line tool that loads this package for a project finds the references in it, too.")]
    internal static void Declare() => SecretReferences.Declare(GcpSecretTarget.Scheme, static () => new GcpSecretReferences());

    // Many tasks that begin at the same time send one request.
    private async Task<string> ReadSharedAsync(GcpSecretTarget target)
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

    private async Task<string> ReadAsync(GcpSecretTarget target)
    {
        // Seen by what is called from here alone.
        s_isLookingUp.Value = true;
        try
        {
            SecretManagerApi api = new(_credentials, target.Name, target.Project);
            byte[] value = await api.AccessAsync(target.Version ?? SecretManagerApi.Latest, CancellationToken.None).ConfigureAwait(false);
            return RevealedSecret.Text(RevealedSecret.Remember(value))
                ?? throw new SecretReferenceException($"A secret refers to '{target}', which holds bytes that are no text in UTF-8. Store a text there.");
        }
        catch (Exception exception) when (exception is GcpException or GcpConfigurationException)
        {
            throw new SecretReferenceException($"A secret refers to '{target}', which cannot be had. {exception.Message}", exception);
        }
    }

    private static string Member(string text, GcpSecretTarget target)
    {
        if (RevealedSecret.Parse(text) is not JsonObject members)
        {
            throw new SecretReferenceException($"A secret refers to '{target}', but the secret is no JSON object. Refer to it whole: '{target with { Member = null }}'.");
        }

        if (!members.TryGetPropertyValue(target.Member!, out JsonNode? member))
        {
            throw new SecretReferenceException($"A secret refers to '{target}', but the secret has no such member. Names of members are case-sensitive.");
        }

        return member is null
            ? throw new SecretReferenceException($"A secret refers to '{target}', which is null.")
            : member is JsonValue value && value.TryGetValue(out string? plain) ? plain : member.ToJsonString();
    }
}
