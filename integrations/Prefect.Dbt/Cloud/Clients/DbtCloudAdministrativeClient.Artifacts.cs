using System.Text.Json;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Dbt;

/// <content>Artifacts.</content>
public sealed partial class DbtCloudAdministrativeClient
{
    private static readonly TimeSpan s_download = TimeSpan.FromMinutes(30);

    /// <summary>Lists the paths of what a run has written.</summary>
    /// <param name="runId">Id of the run.</param>
    /// <param name="step">The step, from 1, that wrote it. Default: the last one.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="DbtCloudListRunArtifactsFailedException">There are none, they may not be listed, or dbt Cloud could not be reached.</exception>
    public async Task<IReadOnlyList<string>> ListRunArtifactsAsync(long runId, int? step = null, CancellationToken cancellationToken = default)
    {
        JsonElement data = await DataAsync(
            new DbtCloudCall("ListRunArtifacts", $"list the artifacts of the dbt Cloud run '{runId}'", static (message, fault, inner) => new DbtCloudListRunArtifactsFailedException(message, fault, inner)),
            RestRequest.Get(RestPath.Of($"runs/{runId}/artifacts/")).With("step", step),
            cancellationToken).ConfigureAwait(false);
        return data.ValueKind == JsonValueKind.Array ? [.. data.EnumerateArray().Select(DbtJson.Text).OfType<string>()] : [];
    }

    /// <summary>Reads a file that a run has written. Large ones are better off with <see cref="DownloadRunArtifactAsync"/>.</summary>
    /// <param name="runId">Id of the run.</param>
    /// <param name="path">Path of the file, such as <c>manifest.json</c>.</param>
    /// <param name="step">The step, from 1, that wrote it. Default: the last one.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The path is empty or leads elsewhere.</exception>
    /// <exception cref="DbtCloudGetRunArtifactFailedException">There is no such file, it may not be read, or dbt Cloud could not be reached.</exception>
    public Task<DbtCloudArtifact> GetRunArtifactAsync(long runId, string path, int? step = null, CancellationToken cancellationToken = default) =>
        ArtifactAsync(RunArtifact(runId, path, step), path, $"of the dbt Cloud run '{runId}'", cancellationToken);

    /// <summary>Reads a file that the last successful run of a job has written.</summary>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="path">Path of the file, such as <c>manifest.json</c>.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The path is empty or leads elsewhere.</exception>
    /// <exception cref="DbtCloudGetRunArtifactFailedException">There is no such file, it may not be read, or dbt Cloud could not be reached.</exception>
    public Task<DbtCloudArtifact> GetJobArtifactAsync(long jobId, string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return ArtifactAsync(RestRequest.Get(RestPath.Of($"jobs/{jobId}/artifacts/{path:path}")), path, $"of the dbt Cloud job '{jobId}'", cancellationToken);
    }

    /// <summary>Writes a file that a run has written to one here, which has its name only once it is whole.</summary>
    /// <param name="runId">Id of the run.</param>
    /// <param name="path">Path of the file, such as <c>manifest.json</c>.</param>
    /// <param name="toPath">Path of the file here. One that is there is replaced.</param>
    /// <param name="step">The step, from 1, that wrote it. Default: the last one.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">A path is empty or leads elsewhere.</exception>
    /// <exception cref="DbtCloudGetRunArtifactFailedException">There is no such file, it may not be read, dbt Cloud could not be reached, or the file here could not be written.</exception>
    public async Task DownloadRunArtifactAsync(long runId, string path, string toPath, int? step = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(toPath);
        RestRequest request = RunArtifact(runId, path, step) with { Timeout = s_download };
        try
        {
            using FileReplacement file = new(toPath);
            FileStream written = File.Create(file.TemporaryPath);
            await using (written.ConfigureAwait(false))
            {
                await SendAsync(ArtifactCall(path, $"of the dbt Cloud run '{runId}'"), request, (answer, token) => CopyAsync(answer, written, token), cancellationToken)
                    .ConfigureAwait(false);
            }

            file.Commit();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DbtCloudGetRunArtifactFailedException(
                $"Could not write the artifact '{path}' of the dbt Cloud run '{runId}' to '{toPath}': {exception.Message}", ServiceFault.Unknown, exception);
        }
    }

    // Each try begins anew.
    private static async Task<bool> CopyAsync(HttpResponseMessage answer, FileStream written, CancellationToken cancellationToken)
    {
        written.SetLength(0);
        await answer.Content.CopyToAsync(written, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static RestRequest RunArtifact(long runId, string path, int? step)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return RestRequest.Get(RestPath.Of($"runs/{runId}/artifacts/{path:path}")).With("step", step);
    }

    private static DbtCloudCall ArtifactCall(string path, string owner) => new(
        "GetArtifact", $"read the artifact '{path}' {owner}", static (message, fault, inner) => new DbtCloudGetRunArtifactFailedException(message, fault, inner));

    private async Task<DbtCloudArtifact> ArtifactAsync(RestRequest request, string path, string owner, CancellationToken cancellationToken)
    {
        RestAnswer answer = await ReadAsync(ArtifactCall(path, owner), request, cancellationToken).ConfigureAwait(false);
        return new DbtCloudArtifact(path, answer.Body.ToArray());
    }
}
