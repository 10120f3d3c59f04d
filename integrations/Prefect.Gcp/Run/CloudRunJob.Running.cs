using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Gcp;

public sealed partial record CloudRunJob
{
    private static ILogger Logger => PrefectLogging.CreateLogger(typeof(CloudRunJob));

    /// <summary>Creates a job, waits until it is ready, and starts an execution of it, which is not waited for.</summary>
    /// <param name="cancellationToken">Ends the starting; what was created is deleted, or kept with <see cref="KeepJob"/> and its execution cancelled.</param>
    /// <exception cref="GcpConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    /// <exception cref="CloudRunJobException">The service would not start the job; its diagnosis tells why and what to do.</exception>
    /// <exception cref="GcpException">The service refused a request or could not be reached.</exception>
    public Task<CloudRunJobRun> RunAsync(CancellationToken cancellationToken = default) =>
        Launcher(Logger).StartAsync(cancellationToken);

    /// <summary>
    /// Does the same unless that was done before, for work of this name and under the same key, whose job is still there: then its
    /// execution is taken up. So a process that was killed, or lost the answer, starts nothing twice, nor do several at the same time: the
    /// service begins the execution with the job.
    /// </summary>
    /// <param name="submissionKey">Names the submission; any text that is not empty.</param>
    /// <param name="cancellationToken">Ends the starting; what was begun goes on, and the key takes it up.</param>
    /// <exception cref="ArgumentException"><paramref name="submissionKey"/> is null or empty.</exception>
    /// <exception cref="GcpConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    /// <exception cref="CloudRunJobException">The service would not start the job; its diagnosis tells why and what to do.</exception>
    /// <exception cref="GcpException">The service refused a request or could not be reached.</exception>
    public Task<CloudRunJobRun> RunOnceAsync(string submissionKey, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(submissionKey);
        return new CloudRunLauncher(Plan(), GcpNames.KeyedJob(Name, submissionKey), CloudRunNaming.Keyed, Logger).StartAsync(cancellationToken);
    }

    /// <summary>Starts a job, waits until it has ended, and gives how it did.</summary>
    /// <param name="cancellationToken">Ends the waiting, and the execution too with <see cref="CloudRunOptions.CancelRemote"/>.</param>
    /// <exception cref="GcpConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    /// <exception cref="CloudRunJobException">The job could not be started, or ended without success.</exception>
    /// <exception cref="GcpException">The service refused a request or could not be reached.</exception>
    public async Task<CloudRunOutcome> RunToCompletionAsync(CancellationToken cancellationToken = default)
    {
        CloudRunJobRun run = await RunAsync(cancellationToken).ConfigureAwait(false);
        await run.WaitForCompletionAsync(cancellationToken).ConfigureAwait(false);
        return await run.FetchResultAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="GcpConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    /// <exception cref="CloudRunJobException">The service would not start the job; its diagnosis tells why and what to do.</exception>
    /// <exception cref="GcpException">The service refused a request or could not be reached.</exception>
    public async Task<IJobRun<CloudRunOutcome>> TriggerAsync(CancellationToken cancellationToken = default) =>
        await RunAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Takes up a run that was started before, by another process for example. Nothing is asked of the service.</summary>
    /// <param name="jobName">Name of the job, as <see cref="CloudRunJobRun.Id"/> gave it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="jobName"/> is null.</exception>
    /// <exception cref="FormatException">It is no name that a job may have.</exception>
    /// <exception cref="GcpConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    public CloudRunJobRun Attach(string jobName) => new(Plan(), CloudRunIdentifier.Check(jobName), executionName: null);

    /// <summary>Signs in, and lists the jobs of the region. It asks for the permission <c>run.jobs.list</c>, which runs do not need.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) =>
        GcpCheck.RunAsync(
            () =>
            {
                CloudRunValidation.Check(this);
                return Credentials.Service(GcpService.Run.In(Region));
            },
            CountJobsAsync,
            cancellationToken);

    /// <summary>Makes a job of the job variables of Prefect's worker, by their names there. Others are passed over.</summary>
    /// <param name="variables">The job variables, references and templates in them resolved.</param>
    /// <param name="credentials">How to sign in. Default: as the machine says.</param>
    /// <exception cref="ArgumentNullException"><paramref name="variables"/> is null.</exception>
    /// <exception cref="GcpConfigurationException">A variable has a value of another kind.</exception>
    public static CloudRunJob FromJobVariables(JsonObject variables, GcpCredentials? credentials = null)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return CloudRunJobVariables.ToJobV1(variables, credentials ?? new GcpCredentials());
    }

    /// <summary>The description of the job that would be created, for a look at it. Nothing is asked of the service.</summary>
    /// <exception cref="GcpConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    public JsonObject BuildJobBody()
    {
        CloudRunValidation.Check(this);
        return CloudRunBodyV1.Build(this, CloudRunBodyV1.NameIn(this) ?? GcpNames.LongJob(Name));
    }

    internal CloudRunLauncher Launcher(ILogger logger)
    {
        CloudRunPlan plan = Plan();
        string? given = CloudRunBodyV1.NameIn(this);
        return new CloudRunLauncher(plan, given ?? GcpNames.LongJob(Name), given is null ? CloudRunNaming.Own : CloudRunNaming.Given, logger);
    }

    internal CloudRunPlan Plan()
    {
        CloudRunValidation.Check(this);
        CloudRunOptions options = Options ?? CloudRunOptions.FromEnvironment();
        CloudRunClient client = new(Credentials, Region, options);
        return new CloudRunPlan(Credentials, Region, options, KeepJob)
        {
            Api = project => new CloudRunApiV1(client, project),
            Body = (name, execution) => CloudRunBodyV1.Build(this, name, execution),
            What = CloudRunIdentifier.Describe(CloudRunBodyV1.TaskOf(CloudRunBodyV1.Build(this, name: ""))),
            Warn = CloudRunBodyV1.Environment(this).Warn,
        };
    }

    private async Task<string> CountJobsAsync(GoogleService service, CancellationToken cancellationToken)
    {
        string project = await Credentials.ProjectAsync(project: null, cancellationToken).ConfigureAwait(false);
        GcpOperation operation = new(service.Service, "ListJobs", "list the Cloud Run jobs of", Region);
        GoogleRequest request = GoogleRequest.Get(GooglePath.Of($"apis/run.googleapis.com/v1/namespaces/{project}/jobs")).With("limit", 1L);
        await service.SendAsync(operation, request, cancellationToken).ConfigureAwait(false);
        return $"Signed in; Cloud Run answers for the project '{project}' in '{Region}'.";
    }
}
