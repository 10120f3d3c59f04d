using Prefect.Blocks;
using Prefect.Flows;

namespace Prefect.Gcp;

/// <summary>
/// Work on single secrets by name, for flows that need no <see cref="GcpSecret"/> block: as methods, and as tasks to be run, submitted
/// or mapped.
/// </summary>
[SyncTwins]
public static partial class SecretManagerTasks
{
    private const double LongestTimeout = 86_400;

    /// <summary>Creates a secret, without a value: <see cref="UpdateSecretAsync"/> gives it one.</summary>
    /// <param name="secretName">Name of the secret: letters, digits, dashes and underscores.</param>
    /// <param name="gcpCredentials">How to sign in.</param>
    /// <param name="timeout">How long one answer may take, in seconds.</param>
    /// <param name="project">Project of the secret. Default: that of the credentials.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Resource name of the secret.</returns>
    /// <exception cref="ArgumentException">An argument is null or empty, or has a form that the service does not take.</exception>
    /// <exception cref="GcpException">There is such a secret already, it may not be created, or the service could not be reached.</exception>
    [FlowTask]
    public static Task<string> CreateSecretAsync(
        string secretName, GcpCredentials gcpCredentials, double timeout = 60, string? project = null, CancellationToken cancellationToken = default) =>
        Open(secretName, gcpCredentials, timeout, project).CreateAsync(cancellationToken);

    /// <summary>Gives a secret a new value, as its latest version.</summary>
    /// <param name="secretName">Name of the secret.</param>
    /// <param name="secretValue">The value: a text or bytes, 1 to 65,536 bytes.</param>
    /// <param name="gcpCredentials">How to sign in.</param>
    /// <param name="timeout">How long one answer may take, in seconds.</param>
    /// <param name="project">Project of the secret. Default: that of the credentials.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Resource name of the version.</returns>
    /// <exception cref="ArgumentException">An argument is null or empty, or has a form that the service does not take.</exception>
    /// <exception cref="GcpException">There is no such secret, it may not be written, or the service could not be reached.</exception>
    [FlowTask]
    public static async Task<string> UpdateSecretAsync(
        string secretName,
        GcpSecretValue secretValue,
        GcpCredentials gcpCredentials,
        double timeout = 60,
        string? project = null,
        CancellationToken cancellationToken = default)
    {
        SecretManagerApi api = Open(secretName, gcpCredentials, timeout, project);
        ArgumentNullException.ThrowIfNull(secretValue);
        byte[] value = await secretValue.RevealCheckedAsync(nameof(secretValue), cancellationToken).ConfigureAwait(false);
        return await api.AddVersionAsync(value, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a secret that is a text. The value is masked wherever it is printed, and no result storage takes it.</summary>
    /// <param name="secretName">Name of the secret.</param>
    /// <param name="gcpCredentials">How to sign in.</param>
    /// <param name="versionId">Version: a number, an alias or <c>latest</c>.</param>
    /// <param name="timeout">How long one answer may take, in seconds.</param>
    /// <param name="project">Project of the secret. Default: that of the credentials.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">An argument is null or empty, or has a form that the service does not take.</exception>
    /// <exception cref="GcpException">There is no such version, it may not be read, it holds no text in UTF-8, or the service could not be reached.</exception>
    [FlowTask]
    public static async Task<SecretString> ReadSecretAsync(
        string secretName,
        GcpCredentials gcpCredentials,
        string versionId = SecretManagerApi.Latest,
        double timeout = 60,
        string? project = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(versionId);
        byte[] value = await Open(secretName, gcpCredentials, timeout, project).AccessAsync(versionId, cancellationToken).ConfigureAwait(false);
        string text = RevealedSecret.Text(RevealedSecret.Remember(value)) ?? throw new GcpException(
            $"Could not read the secret '{secretName}' as a text: it holds other bytes. Read it with a GcpSecret block.", Http.ServiceFault.Unknown, null);

        // What a service says is no reference, even when it looks like one.
        return SecretReferences.IsReference(text) ? "literal:" + text : text;
    }

    /// <summary>Deletes a secret, with all its versions.</summary>
    /// <param name="secretName">Name of the secret.</param>
    /// <param name="gcpCredentials">How to sign in.</param>
    /// <param name="timeout">How long one answer may take, in seconds.</param>
    /// <param name="project">Project of the secret. Default: that of the credentials.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Resource name of the secret, and a slash.</returns>
    /// <exception cref="ArgumentException">An argument is null or empty, or has a form that the service does not take.</exception>
    /// <exception cref="GcpException">There is no such secret, it may not be deleted, or the service could not be reached.</exception>
    [FlowTask]
    public static async Task<string> DeleteSecretAsync(
        string secretName, GcpCredentials gcpCredentials, double timeout = 60, string? project = null, CancellationToken cancellationToken = default) =>
        await Open(secretName, gcpCredentials, timeout, project).DeleteAsync(cancellationToken).ConfigureAwait(false) + "/";

    /// <summary>Destroys the value of one version of a secret, for good.</summary>
    /// <param name="secretName">Name of the secret.</param>
    /// <param name="versionId">Number of the version; not <c>latest</c>, which is another one tomorrow.</param>
    /// <param name="gcpCredentials">How to sign in.</param>
    /// <param name="timeout">How long one answer may take, in seconds.</param>
    /// <param name="project">Project of the secret. Default: that of the credentials.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Resource name of the version.</returns>
    /// <exception cref="ArgumentException">The version is <c>latest</c>, or an argument is null or empty, or has a form that the service does not take.</exception>
    /// <exception cref="GcpException">There is no such version, it may not be destroyed, or the service could not be reached.</exception>
    [FlowTask]
    public static Task<string> DeleteSecretVersionAsync(
        string secretName,
        string versionId,
        GcpCredentials gcpCredentials,
        double timeout = 60,
        string? project = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(versionId);
        return versionId == SecretManagerApi.Latest
            ? throw new ArgumentException($"Say which version is to be destroyed by its number, not '{SecretManagerApi.Latest}'.", nameof(versionId))
            : Open(secretName, gcpCredentials, timeout, project).DestroyAsync(versionId, cancellationToken);
    }

    private static SecretManagerApi Open(string secretName, GcpCredentials gcpCredentials, double timeout, string? project)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(secretName);
        ArgumentNullException.ThrowIfNull(gcpCredentials);
        return timeout is > 0 and <= LongestTimeout
            ? new SecretManagerApi(gcpCredentials, secretName, project, TimeSpan.FromSeconds(timeout))
            : throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "The timeout must be more than 0 and at most a day.");
    }
}
