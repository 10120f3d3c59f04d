using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Http;

namespace Prefect.Dbt;

/// <content>Jobs.</content>
public sealed partial class DbtCloudAdministrativeClient
{
    private static readonly string[] s_usualSteps = ["dbt build"];

    /// <summary>Creates a job. It is sent once: a creation whose answer is lost is not repeated.</summary>
    /// <param name="projectId">Id of the project.</param>
    /// <param name="environmentId">Id of the environment.</param>
    /// <param name="name">Name of the job.</param>
    /// <param name="executeSteps">The commands that a run carries out. Default: <c>dbt build</c>.</param>
    /// <param name="settings">
    /// Whatever else dbt Cloud takes for a job, by its own names: <c>settings</c>, <c>triggers</c>, <c>schedule</c>, <c>generate_docs</c> and others.
    /// </param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The name is empty, or the settings name what has an argument of its own.</exception>
    /// <exception cref="DbtCloudCreateJobFailedException">dbt Cloud refused the job or could not be reached.</exception>
    public Task<DbtCloudJobDefinition> CreateJobAsync(
        long projectId,
        long environmentId,
        string name,
        IReadOnlyList<string>? executeSteps = null,
        JsonObject? settings = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        JsonObject body = new()
        {
            ["project_id"] = projectId,
            ["environment_id"] = environmentId,
            ["name"] = name,
            ["execute_steps"] = DbtCloudRequestBodies.Texts(executeSteps ?? s_usualSteps),
        };
        foreach ((string setting, JsonNode? value) in settings ?? [])
        {
            if (!body.TryAdd(setting, value?.DeepClone()))
            {
                throw new ArgumentException($"The settings name {setting}, which is an argument of its own.", nameof(settings));
            }
        }

        return DataAsync<DbtCloudJobDefinition>(
            new DbtCloudCall("CreateJob", $"create the dbt Cloud job '{name}'", CreateFailed),
            RestRequest.Post("jobs/", body, DbtCloudJson.Default.JsonObject),
            cancellationToken);
    }

    /// <summary>Reads a job.</summary>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="orderBy">Field that related lists are sorted by; with a minus sign before it, the other way round.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="DbtCloudGetJobFailedException">There is no such job, it may not be read, or dbt Cloud could not be reached.</exception>
    public Task<DbtCloudJobDefinition> GetJobAsync(long jobId, string? orderBy = null, CancellationToken cancellationToken = default) =>
        DataAsync<DbtCloudJobDefinition>(
            new DbtCloudCall("GetJob", $"read the dbt Cloud job '{jobId}'", static (message, fault, inner) => new DbtCloudGetJobFailedException(message, fault, inner)),
            RestRequest.Get(RestPath.Of($"jobs/{jobId}/")).With("order_by", orderBy),
            cancellationToken);

    /// <summary>Lists the jobs of the account, page by page.</summary>
    /// <param name="projectId">Those of this project. Default: of all.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="DbtCloudException">The jobs may not be listed, or dbt Cloud could not be reached.</exception>
    public IAsyncEnumerable<DbtCloudJobDefinition> ListJobsAsync(long? projectId = null, CancellationToken cancellationToken = default) =>
        PagesAsync<DbtCloudJobDefinition>(
            new DbtCloudCall("ListJobs", "list the dbt Cloud jobs", static (message, fault, inner) => new DbtCloudException(message, fault, inner)),
            RestRequest.Get("jobs/").With("project_id", projectId).With("order_by", "id"),
            static job => job.Id,
            cancellationToken);

    /// <summary>Deletes a job.</summary>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="DbtCloudDeleteJobFailedException">There is no such job, it may not be deleted, or dbt Cloud could not be reached.</exception>
    public async Task DeleteJobAsync(long jobId, CancellationToken cancellationToken = default)
    {
        DbtCloudCall call = new("DeleteJob", $"delete the dbt Cloud job '{jobId}'", static (message, fault, inner) => new DbtCloudDeleteJobFailedException(message, fault, inner));
        RestRequest request = RestRequest.Delete(RestPath.Of($"jobs/{jobId}/")) with { Attempts = 1 };
        bool mayBeGone = false;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await ReadAsync(call, request, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (DbtCloudException exception) when (mayBeGone && exception.StatusCode == HttpStatusCode.NotFound)
            {
                return;
            }
            catch (DbtCloudException exception) when (exception.IsTransient && attempt < Options.Attempts)
            {
                mayBeGone |= exception.IsInDoubt;
                await PauseAsync(attempt, exception.RetryAfter, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>How many jobs the account has; the least that can be asked of it.</summary>
    internal async Task<string> CountJobsAsync(CancellationToken cancellationToken)
    {
        JsonElement answer = await DocumentAsync(
            new DbtCloudCall("ListJobs", "list the dbt Cloud jobs", static (message, fault, inner) => new DbtCloudException(message, fault, inner)),
            RestRequest.Get("jobs/").With("limit", 1),
            cancellationToken).ConfigureAwait(false);
        long? count = answer.Object("extra").Object("pagination").Number("total_count");
        return count?.ToString(CultureInfo.InvariantCulture) ?? "an unknown number of";
    }

    private static DbtCloudCreateJobFailedException CreateFailed(string message, ServiceFault fault, Exception? inner) => new(
        fault is { IsTransient: true, WasNotCarriedOut: false } ? message + " Whether the job was created is not known: look before it is created again." : message, fault, inner);

    private Task PauseAsync(int failures, TimeSpan? asked, CancellationToken cancellationToken)
    {
        TimeSpan own = Options.Backoff.Pause(failures);
        TimeSpan most = TimeSpan.FromMinutes(1);
        TimeSpan told = asked is { } time ? (time < most ? time : most) : TimeSpan.Zero;
        return Task.Delay(told > own ? told : own, Options.TimeProvider, cancellationToken);
    }
}
