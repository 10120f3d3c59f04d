using Prefect.Blocks;

namespace Prefect.Snowflake;

public sealed partial record SnowflakeCredentials
{
    /// <inheritdoc/>
    /// <exception cref="SnowflakeConfigurationException">The properties contradict each other, or one is missing.</exception>
    public SnowflakeDataSource GetClient() => GetClient(SnowflakeConnectOptions.Default);

    /// <summary>Gives what opens connections, as the options say. It is shared by who gives equal ones, and thread-safe.</summary>
    /// <param name="options">Where connections work, and how they behave. What they say goes before what the credentials say.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="SnowflakeConfigurationException">The properties contradict each other, or one is missing.</exception>
    public SnowflakeDataSource GetClient(SnowflakeConnectOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        SnowflakeAccess access = SnowflakeAccess.Current;
        SnowflakeSigner signer = new(this, options, access);
        return ReferenceEquals(options, SnowflakeConnectOptions.Default)
            ? access.DataSources.Get(this, "snowflake", () => Open(signer))
            : Open(signer);
    }

    /// <summary>Gives the private key as an unencrypted PKCS#8 document; null when there is none.</summary>
    /// <param name="cancellationToken">Ends the reading of the file.</param>
    /// <exception cref="InvalidPemFormatException">The key is not in PEM form.</exception>
    /// <exception cref="SnowflakeConfigurationException">
    /// Both keys are set, the file cannot be read, or the passphrase is missing, wrong, or not needed.
    /// </exception>
    public async Task<byte[]?> ResolvePrivateKeyAsync(CancellationToken cancellationToken = default)
    {
        SnowflakeRules.CheckKey(this);
        string? pem = SnowflakeRules.IsSet(PrivateKey) ? await PrivateKey!.Value.RevealAsync(cancellationToken).ConfigureAwait(false)
            : SnowflakeRules.IsBlank(PrivateKeyPath) ? null
            : await ReadKeyAsync(PrivateKeyPath!, cancellationToken).ConfigureAwait(false);
        if (pem is null)
        {
            return null;
        }

        // A password in the passphrase's place is what older documents have.
        SecretString? stated = SnowflakeRules.IsSet(PrivateKeyPassphrase) ? PrivateKeyPassphrase : Password;
        string? passphrase = stated is { } secret ? await secret.RevealAsync(cancellationToken).ConfigureAwait(false) : null;
        if (string.IsNullOrWhiteSpace(passphrase))
        {
            return PrivateKeyPem.ToPkcs8(pem, null);
        }

        if (!SnowflakeRules.IsSet(PrivateKeyPassphrase))
        {
            SnowflakeSessionLog.PasswordForPassphrase(PrefectLogging.CreateLogger("prefect.snowflake"));
        }

        return PrivateKeyPem.ToPkcs8(pem, passphrase);
    }

    /// <summary>Signs in, and says as whom; the session is closed again.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) =>
        SnowflakeCheck.RunAsync(this, SnowflakeConnectOptions.Default, SnowflakeCheck.DescribeAsync, cancellationToken);

    /// <inheritdoc/>
    protected override void OnInitialized() => SnowflakeRules.Check(this);

    private static SnowflakeDataSource Open(SnowflakeSigner signer) => new(
        $"account={signer.Credentials.Account};user={signer.User}",
        signer.Options,
        async (options, token) =>
        {
            SnowflakeSigner own = ReferenceEquals(options, signer.Options) ? signer : new SnowflakeSigner(signer.Credentials, options, signer.Access);
            return await SnowflakeSession.OpenAsync(own, token).ConfigureAwait(false);
        });

    private static async Task<string> ReadKeyAsync(string path, CancellationToken cancellationToken)
    {
        string file = path == "~" || path.StartsWith("~/", StringComparison.Ordinal) || path.StartsWith("~\\", StringComparison.Ordinal)
            ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..]
            : path;
        try
        {
            return await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SnowflakeConfigurationException("private_key_path", $"The file '{file}', which private_key_path names, cannot be read: {exception.Message}", exception);
        }
    }
}
