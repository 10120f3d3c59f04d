using Prefect.Flows;

namespace Prefect.Dbt;

/// <summary>Starts runs for tasks and flows: under the caller's key, or under that of the task run which repeats itself.</summary>
internal static class DbtCloudKeyedStart
{
    private static readonly TimeSpan s_lookBack = TimeSpan.FromDays(7);

    /// <summary>Starts a run of what failed in another; under the caller's key one, which a process that comes after takes up.</summary>
    public static Task<DbtCloudStart> RetryAsync(
        DbtCloudAdministrativeClient client, long jobId, TriggerJobRunOptions options, string? submissionKey, long failedRunId, CancellationToken cancellationToken) =>
        submissionKey is null
            ? new DbtCloudSubmission(client, jobId, options, DbtCloudCause.NewMark()).RunAsync(cancellationToken)
            : new DbtCloudSubmission(client, jobId, options, DbtCloudCause.Mark($"{submissionKey} after run {failedRunId}")).RunOnceAsync(s_lookBack, cancellationToken);

    /// <param name="client">Sends the requests.</param>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="options">What is different in this run; null for nothing.</param>
    /// <param name="submissionKey">The caller's key; null for none.</param>
    /// <param name="task">The task whose body this is, if it runs.</param>
    /// <param name="cancellationToken">Ends the starting.</param>
    public static Task<DbtCloudStart> RunAsync(
        DbtCloudAdministrativeClient client, long jobId, TriggerJobRunOptions? options, string? submissionKey, FlowTask task, CancellationToken cancellationToken)
    {
        if (submissionKey is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(submissionKey);
            return Submission(DbtCloudCause.Mark(submissionKey)).RunOnceAsync(s_lookBack, cancellationToken);
        }

        if (TaskRunContext.Current is not { } context || context.Task.Key != task.Key)
        {
            return Submission(DbtCloudCause.NewMark()).RunAsync(cancellationToken);
        }

        DbtCloudSubmission submission = Submission(DbtCloudCause.Mark($"task run {context.TaskRun.Id}"));
        return context.TaskRun.RunCount > 1 ? submission.RunOnceAsync(s_lookBack, cancellationToken) : submission.RunAsync(cancellationToken);

        DbtCloudSubmission Submission(string mark) => new(client, jobId, options ?? new(), mark);
    }
}
