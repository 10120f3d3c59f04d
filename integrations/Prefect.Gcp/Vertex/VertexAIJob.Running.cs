using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Gcp;

public sealed partial record VertexAIJob
{
    /// <summary>Creates a job, which begins by itself, and gives the run at once.</summary>
    /// <param name="cancellationToken">Ends the creating; what was created meanwhile is cancelled.</param>
    /// <exception cref="GcpConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    /// <exception cref="VertexAIJobException">The service would not create the job; its diagnosis tells why and what to do.</exception>
    /// <exception cref="GcpException">The service refused a request or could not be reached.</exception>
    public Task<VertexAIJobRun> RunAsync(CancellationToken cancellationToken = default) => Launcher(Guid.NewGuid()).StartAsync(cancellationToken);

    /// <summary>
    /// Does the same unless that was done before under the same key, whose job is still there: then that one is taken up. So a process
    /// that was killed, or lost the answer, starts nothing twice. Where two processes do this at the same time, the service takes both
    /// jobs: the later one is cancelled before its machine is there.
    /// </summary>
    /// <param name="submissionKey">Names the submission; any text that is not empty.</param>
    /// <param name="cancellationToken">Ends the creating, not the job.</param>
    /// <exception cref="ArgumentException"><paramref name="submissionKey"/> is null or empty.</exception>
    /// <exception cref="GcpConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    /// <exception cref="VertexAIJobException">The service would not create the job; its diagnosis tells why and what to do.</exception>
    /// <exception cref="GcpException">The service refused a request or could not be reached.</exception>
    public Task<VertexAIJobRun> RunOnceAsync(string submissionKey, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(submissionKey);
        return Launcher(GcpNames.KeyId(Name, submissionKey)).StartOnceAsync(cancellationToken);
    }

    /// <summary>Creates a job, waits until it has ended, and gives how it did.</summary>
    /// <param name="cancellationToken">Ends the waiting, and the job too with <see cref="VertexAIOptions.CancelRemote"/>.</param>
    /// <exception cref="GcpConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    /// <exception cref="VertexAIJobException">The job could not be created, or ended without success.</exception>
    /// <exception cref="TimeoutException">The job had not ended within <see cref="MaximumRunTimeHours"/>.</exception>
    /// <exception cref="GcpException">The service refused a request or could not be reached.</exception>
    public async Task<VertexAIOutcome> RunToCompletionAsync(CancellationToken cancellationToken = default)
    {
        VertexAIJobRun run = await RunAsync(cancellationToken).ConfigureAwait(false);
        await run.WaitForCompletionAsync(cancellationToken).ConfigureAwait(false);
        return await run.FetchResultAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="GcpConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    /// <exception cref="VertexAIJobException">The service would not create the job; its diagnosis tells why and what to do.</exception>
    /// <exception cref="GcpException">The service refused a request or could not be reached.</exception>
    public async Task<IJobRun<VertexAIOutcome>> TriggerAsync(CancellationToken cancellationToken = default) =>
        await RunAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Takes up a run that was started before, by another process for example. Nothing is asked of the service.</summary>
    /// <param name="identifier">Name of the job, with project and region, as <see cref="VertexAIJobRun.Id"/> gave it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="identifier"/> is null.</exception>
    /// <exception cref="FormatException">It has not the form of such a name.</exception>
    public VertexAIJobRun Attach(string identifier) => new(CustomJobName.Parse(identifier), this) { IsAttached = true };

    /// <summary>Signs in, and lists the jobs of the region. It asks for the permission <c>aiplatform.customJobs.list</c>.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) => GcpCheck.RunAsync(
        () =>
        {
            VertexValidation.Check(this);
            return Credentials.Service(GcpService.Vertex.In(Region));
        },
        ListOneAsync,
        cancellationToken);

    /// <summary>Makes a job of the job variables of Prefect's worker, by their names there. Others are passed over.</summary>
    /// <param name="variables">The job variables, references and templates in them resolved.</param>
    /// <param name="credentials">How to sign in. Default: as the machine says.</param>
    /// <exception cref="ArgumentNullException"><paramref name="variables"/> is null.</exception>
    /// <exception cref="GcpConfigurationException">A variable has a value of another kind, or one that must be there is not.</exception>
    public static VertexAIJob FromJobVariables(JsonObject variables, GcpCredentials? credentials = null)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return VertexJobVariables.ToJob(variables, credentials ?? new GcpCredentials());
    }

    /// <summary>The description of the job that would be created, for a look at it. Nothing is asked of the service.</summary>
    /// <param name="serviceAccount">Account of <see cref="Credentials"/>, for where no other is said.</param>
    /// <exception cref="GcpConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    public JsonObject BuildJobSpec(string? serviceAccount = null)
    {
        VertexValidation.Check(this);
        return CustomJobBuilder.BuildSpec(this, serviceAccount);
    }

    private VertexLauncher Launcher(Guid id)
    {
        string suffix = $"-{id:N}";
        string name = string.IsNullOrWhiteSpace(Name) ? "prefect" : Name.Trim();
        name = string.Concat(name.EnumerateRunes());
        int room = VertexDefaults.LongestName - suffix.Length;
        name = name.Length > room ? name[..(char.IsHighSurrogate(name[room - 1]) ? room - 1 : room)] : name;
        return new VertexLauncher(this, name + suffix, PrefectLogging.CreateLogger(typeof(VertexAIJob)));
    }

    private async Task<string> ListOneAsync(GoogleService service, CancellationToken cancellationToken)
    {
        string project = await Credentials.ProjectAsync(project: null, cancellationToken).ConfigureAwait(false);
        GcpOperation operation = new(service.Service, "ListCustomJobs", "list the Vertex AI jobs of", Region);
        GoogleRequest request = GoogleRequest.Get(GooglePath.Of($"v1/projects/{project}/locations/{Region}/customJobs")).With("pageSize", 1L);
        await service.SendAsync(operation, request, cancellationToken).ConfigureAwait(false);
        return $"Signed in; Vertex AI answers for the project '{project}' in '{Region}'.";
    }
}
