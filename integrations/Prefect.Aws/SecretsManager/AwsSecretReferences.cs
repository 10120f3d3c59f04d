using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>
/// Follows <c>aws-sm:NAME</c> and <c>aws-sm:NAME#KEY</c> in any secret: the current version of a secret that AWS Secrets Manager keeps,
/// whole, or one member of it when it is a JSON object.
/// </summary>
/// <remarks>
/// <para>
/// NAME is the name or the ARN of the secret; neither can hold a <c>#</c>, so that the first one ends it and KEY is all that follows. An ARN
/// also says the region. A member that is no text is given as JSON.
/// </para>
/// <para>
/// A program that refers to this package need do nothing: the machine's own credentials are used, as the AWS command line finds them. To
/// use others, register one of these with them: <c>SecretReferences.Register(new AwsSecretReferences(credentials))</c>.
/// </para>
/// </remarks>
public sealed class AwsSecretReferences : ISecretReferenceResolver
{
    private const string OwnScheme = "aws-sm";

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly AsyncLocal<bool> s_isLookingUp = new();

    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _underWay = new(StringComparer.Ordinal);
    private readonly AwsCredentials _credentials;

    /// <summary>Follows references with the machine's own credentials.</summary>
    public AwsSecretReferences()
        : this(new AwsCredentials())
    {
    }

    /// <summary>Follows references with some credentials.</summary>
    /// <param name="credentials">How to sign in. No secret of theirs may be such a reference itself.</param>
    /// <exception cref="ArgumentNullException"><paramref name="credentials"/> is null.</exception>
    public AwsSecretReferences(AwsCredentials credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        _credentials = credentials;
    }

    /// <inheritdoc/>
    public string Scheme => OwnScheme;

    /// <inheritdoc/>
    public async ValueTask<string> ResolveAsync(string target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        int sharp = target.IndexOf('#', StringComparison.Ordinal);
        string name = sharp < 0 ? target : target[..sharp];
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new SecretReferenceException($"The secret reference '{Scheme}:{target}' names no secret: write {Scheme}:NAME or {Scheme}:NAME#KEY.");
        }

        if (s_isLookingUp.Value)
        {
            throw new SecretReferenceException(
                $"The credentials that secret references are followed with hold such a reference themselves, '{Scheme}:{name}'. Give them their own values.");
        }

        string value = await ReadSharedAsync(name).WaitAsync(cancellationToken).ConfigureAwait(false);
        return sharp < 0 ? value : Member(value, name, target[(sharp + 1)..]);
    }

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "A command-line tool that loads this package for a project finds the references in it, too.")]
    internal static void Declare() => SecretReferences.Declare(OwnScheme, static () => new AwsSecretReferences());

    // Many tasks that begin at the same time send one request.
    private async Task<string> ReadSharedAsync(string name)
    {
        Lazy<Task<string>> reading = _underWay.GetOrAdd(name, key => new Lazy<Task<string>>(() => ReadAsync(key)));
        try
        {
            return await reading.Value.ConfigureAwait(false);
        }
        finally
        {
            _underWay.TryRemove(KeyValuePair.Create(name, reading));
        }
    }

    private async Task<string> ReadAsync(string name)
    {
        // Seen by what is called from here alone.
        s_isLookingUp.Value = true;
        try
        {
            GetSecretValueResponse answer = await SecretsManagerApi.For(CredentialsFor(name))
                .GetAsync(new GetSecretValueRequest(name), CancellationToken.None).ConfigureAwait(false);
            return RevealedSecret.Remember(answer.SecretString ?? s_strict.GetString(answer.SecretBinary ?? []));
        }
        catch (DecoderFallbackException)
        {
            // The exception holds bytes of the secret.
            throw new SecretReferenceException($"A secret refers to '{Scheme}:{name}', which holds bytes that are no text in UTF-8. Store a text there.");
        }
        catch (Exception exception) when (exception is AwsException or AwsConfigurationException)
        {
            throw new SecretReferenceException($"A secret refers to '{Scheme}:{name}', which cannot be had. {exception.Message}", exception);
        }
    }

    private AwsCredentials CredentialsFor(string name) =>
        name.Split(':') is ["arn", _, "secretsmanager", { Length: > 0 } region, ..] ? _credentials with { RegionName = region } : _credentials;

    private string Member(string value, string name, string key)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(value);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(key, out JsonElement member))
            {
                return member.ValueKind switch
                {
                    JsonValueKind.String => RevealedSecret.Text(member)
                        ?? throw new SecretReferenceException($"A secret refers to '{Scheme}:{name}#{key}', which holds half of a surrogate pair and is no text."),
                    JsonValueKind.Null => throw new SecretReferenceException($"A secret refers to '{Scheme}:{name}#{key}', which is null."),
                    _ => member.GetRawText(),
                };
            }

            string reason = document.RootElement.ValueKind == JsonValueKind.Object ? "but the secret has no such member" : "but the secret is no JSON object";
            throw new SecretReferenceException($"A secret refers to '{Scheme}:{name}#{key}', {reason}. Names of members are case-sensitive.");
        }
        catch (JsonException)
        {
            throw new SecretReferenceException($"A secret refers to '{Scheme}:{name}#{key}', but the secret is no JSON. Refer to it whole: '{Scheme}:{name}'.");
        }
    }
}
