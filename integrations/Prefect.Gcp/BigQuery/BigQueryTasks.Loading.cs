using System.Text.Json.Nodes;
using Prefect.Flows;

namespace Prefect.Gcp;

/// <content>Loading of files.</content>
public static partial class BigQueryTasks
{
    /// <summary>Loads files of Cloud Storage into a table, and waits for it.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="table">The table; it is made if there is none.</param>
    /// <param name="uri">Address of the files, <c>gs://bucket/name</c>; a <c>*</c> in the name stands for any text.</param>
    /// <param name="gcpCredentials">How to sign in.</param>
    /// <param name="schema">The columns. Default: those of the table, or what the files look like.</param>
    /// <param name="jobConfig">How they are loaded, in which project, and where. Unless it says otherwise, the service finds out schema and options.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The job, which has ended.</returns>
    /// <exception cref="ArgumentException">A name is empty, the address is none of Cloud Storage, or the credentials cannot be used.</exception>
    /// <exception cref="GcpException">The files are not there or do not fit, or the service could not be reached.</exception>
    /// <exception cref="TimeoutException">The job had not ended within <see cref="BigQueryLoadOptions.WaitTimeout"/>.</exception>
    [FlowTask]
    public static async Task<BigQueryJob> LoadCloudStorageAsync(
        string dataset,
        string table,
        string uri,
        GcpCredentials gcpCredentials,
        IReadOnlyList<BigQueryField>? schema = null,
        BigQueryLoadOptions? jobConfig = null,
        CancellationToken cancellationToken = default)
    {
        CheckNames(dataset, table);
        ArgumentException.ThrowIfNullOrWhiteSpace(uri);
        if (!uri.StartsWith("gs://", StringComparison.Ordinal) || uri.Length == "gs://".Length)
        {
            throw new ArgumentException("The address of files in Cloud Storage has the form gs://bucket/name.", nameof(uri));
        }

        BigQueryLoadOptions options = jobConfig ?? BigQueryLoadOptions.Default;
        BigQueryJobs jobs = await OpenAsync(gcpCredentials, options.Project, cancellationToken).ConfigureAwait(false);
        JsonObject configuration = BigQueryConfigurations.Load(options, BigQueryNames.Table(jobs.Api.Project, dataset, table), schema, uri);
        return await jobs.RunAsync(
            configuration, Text(options.Location), new BigQueryWait(options.WaitTimeout, options.CancelRemote), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Loads a local file into a table, and waits for it. A large file is sent in parts, and goes on after a cut.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="table">The table; it is made if there is none.</param>
    /// <param name="path">The file.</param>
    /// <param name="gcpCredentials">How to sign in.</param>
    /// <param name="schema">The columns. Default: those of the table, or what the file looks like.</param>
    /// <param name="jobConfig">How it is loaded, in which project, and where. Unless it says otherwise, the service finds out schema and options.</param>
    /// <param name="rewind">Whether the file is read from its beginning, as one that is named by its path always is.</param>
    /// <param name="size">How many bytes of it are loaded, at least 0. Default: all.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The job, which has ended.</returns>
    /// <exception cref="ArgumentException">A name is empty, there is no such file, it holds fewer bytes, or the credentials cannot be used.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="GcpException">The file does not fit, or the service could not be reached.</exception>
    /// <exception cref="TimeoutException">The job had not ended within <see cref="BigQueryLoadOptions.WaitTimeout"/>.</exception>
    [FlowTask]
    public static async Task<BigQueryJob> LoadFileAsync(
        string dataset,
        string table,
        string path,
        GcpCredentials gcpCredentials,
        IReadOnlyList<BigQueryField>? schema = null,
        BigQueryLoadOptions? jobConfig = null,
        bool rewind = false,
        long? size = null,
        CancellationToken cancellationToken = default)
    {
        CheckNames(dataset, table);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        BigQueryOptionChecks.NotNegative(size);
        CheckFile(path);
        BigQueryLoadOptions options = jobConfig ?? BigQueryLoadOptions.Default;
        BigQueryJobs jobs = await OpenAsync(gcpCredentials, options.Project, cancellationToken).ConfigureAwait(false);
        JsonObject configuration = BigQueryConfigurations.Load(options, BigQueryNames.Table(jobs.Api.Project, dataset, table), schema, uri: null);
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        await using (file.ConfigureAwait(false))
        {
            BigQueryJobReference job = jobs.Api.NewJob(Text(options.Location));
            BigQueryUpload upload = new(jobs.Api, job, configuration, new BigQueryUploadSource(file, rewind, size), jobs.Logger);
            BigQueryJobMessage started = await upload.SendAsync(cancellationToken).ConfigureAwait(false);
            return await jobs.WaitAsync(
                job, started, new BigQueryWait(options.WaitTimeout, options.CancelRemote), cancellationToken).ConfigureAwait(false);
        }
    }

    private static void CheckFile(string path)
    {
        if (Directory.Exists(path))
        {
            throw new ArgumentException($"'{path}' is a folder: give the path of a file.", nameof(path));
        }

        if (!File.Exists(path))
        {
            throw new ArgumentException($"There is no file '{path}'.", nameof(path));
        }
    }
}
