using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>Signs in to a storage account: by a connection string, a service principal, or the identity of the machine.</summary>
/// <remarks>
/// A connection string has an account key, a shared access signature, or neither for what everybody may read. An address alone signs in by
/// what the machine has: variables of the environment, a managed identity, or a command line that is signed in.
/// </remarks>
/// <example>
/// <code>
/// AzureBlobStorageCredentials credentials = new() { ConnectionString = "env:STORAGE_CONNECTION" };
/// await credentials.SaveAsync("lake");
/// AzureBlobContainerClient landing = credentials.GetContainerClient("landing");
/// </code>
/// </example>
[Block(
    "Azure Blob Storage Credentials",
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/54e3fa7e00197a4fbd1d82ed62494cb58d08c96a-250x250.png",
    Documentation = "https://docs.prefect.io/integrations/prefect-azure")]
public sealed partial record AzureBlobStorageCredentials : Block, ICredentials<AzureBlobServiceClient>, ICheckable
{
    private static readonly ClientCache<AzureBlobServiceClient> s_clients = new();
    private static readonly ClientCache<IBlobService> s_services = new();
    private static readonly ClientCache<TokenCredential> s_tokens = new();

    private TokenCredential? _tokenCredential;
    private HttpPipelineTransport? _transport;
    private SignInWay _signIn = SignInWay.Network;

    // Tells clients apart that are signed in by something that is no part of the document.
    private Guid _variant;

    /// <summary>Connection string of the account, with its key or a shared access signature.</summary>
    public SecretString? ConnectionString { get; init; }

    /// <summary>Address of the account's blobs, such as <c>https://account.blob.core.windows.net</c>; instead of a connection string.</summary>
    [BlockField(Title = "Account URL")]
    public string? AccountUrl { get; init; }

    /// <summary>Id of the service principal's application.</summary>
    [BlockField(Title = "Client ID")]
    public string? ClientId { get; init; }

    /// <summary>Id of the directory that the service principal is in.</summary>
    [BlockField(Title = "Tenant ID")]
    public string? TenantId { get; init; }

    /// <summary>Secret of the service principal.</summary>
    public SecretString? ClientSecret { get; init; }

    /// <summary>Gives the same account, signed in to by a token credential of the vendor's packages. It is no part of the document.</summary>
    /// <param name="credential">Gives tokens.</param>
    /// <exception cref="ArgumentNullException"><paramref name="credential"/> is null.</exception>
    public AzureBlobStorageCredentials WithTokenCredential(TokenCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return this with { _tokenCredential = credential, _variant = Guid.NewGuid() };
    }

    /// <inheritdoc/>
    /// <exception cref="AzureConfigurationException">The properties contradict each other, or one has a value that cannot be used.</exception>
    public AzureBlobServiceClient GetClient() =>
        s_clients.Get(this, $"client/{_variant}", () => new AzureBlobServiceClient(Service(BlobTransferOptions.Default), Logger));

    /// <summary>Gives a client of a container, which need not exist. It is thread-safe.</summary>
    /// <param name="container">Name of the container.</param>
    /// <exception cref="ArgumentException">The name is none that a container can have.</exception>
    /// <exception cref="AzureConfigurationException">The properties contradict each other, or one has a value that cannot be used.</exception>
    public AzureBlobContainerClient GetContainerClient(string container) => GetClient().GetContainerClient(container);

    /// <summary>Gives a client of a blob, which need not exist. It is thread-safe.</summary>
    /// <param name="container">Name of the container.</param>
    /// <param name="blob">Name of the blob.</param>
    /// <exception cref="ArgumentException">A name is none that a container or blob can have.</exception>
    /// <exception cref="AzureConfigurationException">The properties contradict each other, or one has a value that cannot be used.</exception>
    public AzureBlobClient GetBlobClient(string container, string blob) => GetContainerClient(container).GetBlobClient(blob);

    /// <summary>Signs in, and lists the first container.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) =>
        AzureCheck.RunAsync(
            () => Service(BlobTransferOptions.Default).Endpoint,
            async token =>
            {
                IReadOnlyList<string> containers = await Service(BlobTransferOptions.Default).ListContainersAsync(most: 1, token).ConfigureAwait(false);
                return containers.Count == 0 ? "Signed in; there are no containers." : $"Signed in; there is a container '{containers[0]}'.";
            },
            cancellationToken);

    /// <summary>The same account, reached and signed in to by ways of their own.</summary>
    internal AzureBlobStorageCredentials WithTransport(HttpPipelineTransport transport, SignInWay? signIn = null) => this with
    {
        _transport = transport,
        _signIn = signIn ?? new SignInWay { Transport = transport },
        _variant = Guid.NewGuid(),
    };

    internal IBlobService Service(BlobTransferOptions options)
    {
        string kind = string.Create(
            CultureInfo.InvariantCulture,
            $"blob/{options.Retries}/{options.RetryDelay.Ticks}/{options.Timeout.Ticks}/{options.LongestPause.Ticks}/{options.ContentCheck}/{_variant}");
        return s_services.Get(this, kind, () => new BlobRest(Account(), options));
    }

    /// <summary>Finds out where the account is and how to sign in; in the order in which Prefect looks at the properties.</summary>
    internal BlobAccount Account()
    {
        bool isPrincipal = IsPrincipal();
        string connection = ConnectionString?.IsEmpty == false ? ConnectionString.Value.Reveal() : "";
        bool hasAddress = !string.IsNullOrEmpty(AccountUrl);
        if (isPrincipal && !hasAddress)
        {
            throw new AzureConfigurationException("account_url", "A service principal needs account_url: set it to the address of the account's blobs.");
        }

        if (connection.Length > 0 && isPrincipal)
        {
            throw new AzureConfigurationException("connection_string", "Set either connection_string or a service principal, not both.");
        }

        if (connection.Length > 0 && _tokenCredential is not null)
        {
            throw new AzureConfigurationException("connection_string", "A token credential needs account_url instead of connection_string, which would sign in by itself.");
        }

        if (connection.Length == 0 && !hasAddress)
        {
            throw new AzureConfigurationException("connection_string", "Set connection_string, or account_url to sign in by an identity.");
        }

        if (connection.Length > 0 && hasAddress)
        {
            throw new AzureConfigurationException("account_url", "Set either connection_string or account_url, not both.");
        }

        BlobAccount account = hasAddress ? new BlobAccount(Address(), new BlobSignIn.Bearer(Token())) : BlobConnectionString.Parse(connection);
        return account with { Transport = _transport };
    }

    /// <summary>Whether a service principal signs in.</summary>
    /// <exception cref="AzureConfigurationException">A part of it is missing.</exception>
    internal bool IsPrincipal()
    {
        bool hasSecret = ClientSecret?.IsEmpty == false;
        if (string.IsNullOrEmpty(ClientId) && string.IsNullOrEmpty(TenantId) && !hasSecret)
        {
            return false;
        }

        return !string.IsNullOrEmpty(ClientId) && !string.IsNullOrEmpty(TenantId) && hasSecret
            ? true
            : throw new AzureConfigurationException("client_id", "A service principal needs all of client_id, tenant_id and client_secret.");
    }

    private Uri Address()
    {
        if (!Uri.TryCreate(AccountUrl, UriKind.Absolute, out Uri? address) || address.Scheme != Uri.UriSchemeHttps)
        {
            throw new AzureConfigurationException(
                "account_url", "account_url must be an absolute https address such as https://account.blob.core.windows.net: tokens are sent encrypted only.");
        }

        if (address.Query.Length > 1 || address.UserInfo.Length > 0)
        {
            throw new AzureConfigurationException(
                "account_url", "account_url is no secret and must not hold one: put a shared access signature into connection_string, as BlobEndpoint=…;SharedAccessSignature=….");
        }

        return BlobAccount.WithSlash(address);
    }

    private TokenCredential Token() =>
        _tokenCredential ?? s_tokens.Get(this, $"token/{_variant}", () => IsPrincipal()
            ? AzureSignIn.Principal(TenantId!, ClientId!, ClientSecret!.Value.Reveal(), _signIn)
            : AzureSignIn.Machine(_signIn));
}
