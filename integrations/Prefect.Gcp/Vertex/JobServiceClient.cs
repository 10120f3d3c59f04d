using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>
/// The custom jobs of Vertex AI. It is thread-safe, and holds nothing that is to be disposed. Creating is not repeated, everything else
/// as the options say.
/// </summary>
[SyncTwins]
public sealed partial class JobServiceClient
{
    private readonly GcpCredentials _credentials;
    private readonly GcpService? _region;
    private readonly VertexAIOptions _options;

    /// <summary>Makes a client. Nothing is asked of the service.</summary>
    /// <param name="credentials">How to sign in.</param>
    /// <param name="region">Region that requests are sent to. Default: that of the job or the list that is asked for.</param>
    /// <param name="options">Attempts, waits and the clock. Default: <see cref="VertexAIOptions.Default"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="credentials"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="region"/> is none.</exception>
    public JobServiceClient(GcpCredentials credentials, string? region = null, VertexAIOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        _credentials = credentials;
        _region = region is null ? null : In(region);
        _options = options ?? VertexAIOptions.Default;
    }

    /// <summary>Creates a custom job, which begins by itself. A request that is repeated creates another one.</summary>
    /// <param name="project">Id of the project.</param>
    /// <param name="location">Region.</param>
    /// <param name="customJob">The job, in the service's own form: <c>displayName</c>, <c>jobSpec</c> and <c>labels</c>.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">A name is empty, or <paramref name="location"/> is no region.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public async Task<CustomJob> CreateCustomJobAsync(string project, string location, JsonObject customJob, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customJob);
        GcpService service = _region ?? In(location);
        GcpOperation operation = new(service, "CreateCustomJob", "create the Vertex AI job", customJob.Text("displayName"));
        GoogleRequest request = GoogleRequest.Post(Jobs(project, location), customJob, JobJson.Default.JsonObject);
        return CustomJob.Read(await SendAsync(service, operation, request, cancellationToken).ConfigureAwait(false)) ?? throw JobAnswers.Empty(operation);
    }

    /// <summary>Reads how a custom job stands.</summary>
    /// <param name="name">Its name, with project and region.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="FormatException">It has not the form of such a name.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public async Task<CustomJob> GetCustomJobAsync(string name, CancellationToken cancellationToken = default)
    {
        CustomJobName parts = CustomJobName.Parse(name);
        GcpOperation operation = new(For(parts), "GetCustomJob", "read the state of the Vertex AI job", name);
        return CustomJob.Read(await AskAsync(For(parts), operation, GoogleRequest.Get(parts.Path), cancellationToken).ConfigureAwait(false))
            ?? throw JobAnswers.Empty(operation);
    }

    /// <summary>Lists custom jobs, the latest first.</summary>
    /// <param name="project">Id of the project.</param>
    /// <param name="location">Region.</param>
    /// <param name="filter">Which ones, in the service's language: <c>display_name="report"</c>. Default: all.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">A name is empty, or <paramref name="location"/> is no region.</exception>
    /// <exception cref="GcpException">The service refused a request or could not be reached.</exception>
    public async IAsyncEnumerable<CustomJob> ListCustomJobsAsync(
        string project, string location, string? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        GcpService service = _region ?? In(location);
        GcpOperation operation = new(service, "ListCustomJobs", "list the Vertex AI jobs of", location);
        GoogleRequest request = GoogleRequest.Get(Jobs(project, location)).With("filter", filter) with { Timeout = _options.RequestTimeout, Attempts = _options.MaxAttempts };
        IAsyncEnumerable<JsonObject> pages = _credentials.Service(service)
            .PagesAsync(operation, request, JobJson.Default.JsonObject, static page => page.Text("nextPageToken"), cancellationToken);
        await foreach (JsonObject page in pages.ConfigureAwait(false))
        {
            foreach (CustomJob job in page.Objects("customJobs").Select(CustomJob.Read).OfType<CustomJob>())
            {
                yield return job;
            }
        }
    }

    /// <summary>Begins to cancel a custom job, which stays.</summary>
    /// <param name="name">Its name, with project and region.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="FormatException">It has not the form of such a name.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public Task CancelCustomJobAsync(string name, CancellationToken cancellationToken = default)
    {
        CustomJobName parts = CustomJobName.Parse(name);
        GcpOperation operation = new(For(parts), "CancelCustomJob", "cancel the Vertex AI job", name);
        return AskAsync(For(parts), operation, GoogleRequest.Post<JsonObject>(parts.Path + ":cancel", [], JobJson.Default.JsonObject), cancellationToken);
    }

    /// <summary>Begins to delete a custom job that has ended.</summary>
    /// <param name="name">Its name, with project and region.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="FormatException">It has not the form of such a name.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public Task DeleteCustomJobAsync(string name, CancellationToken cancellationToken = default)
    {
        CustomJobName parts = CustomJobName.Parse(name);
        GcpOperation operation = new(For(parts), "DeleteCustomJob", "delete the Vertex AI job", name);
        return AskAsync(For(parts), operation, GoogleRequest.Delete(parts.Path), cancellationToken);
    }

    private static GcpService In(string region)
    {
        JobValidation.CheckRegion(region);
        return GcpService.Vertex.In(region);
    }

    private static string Jobs(string project, string location) => GooglePath.Of($"v1/projects/{project}/locations/{location}/customJobs");

    private GcpService For(CustomJobName name) => _region ?? In(name.Location);

    /// <summary>Sends a request that may be carried out twice.</summary>
    private Task<JsonObject> AskAsync(GcpService service, GcpOperation operation, GoogleRequest request, CancellationToken cancellationToken) =>
        _options.Retry.RunAsync(() => SendAsync(service, operation, request, cancellationToken), failed: null, cancellationToken);

    private Task<JsonObject> SendAsync(GcpService service, GcpOperation operation, GoogleRequest request, CancellationToken cancellationToken) => _credentials.Service(service)
        .SendAsync(operation, request with { MayRepeat = false, Timeout = _options.RequestTimeout }, JobJson.Default.JsonObject, cancellationToken);
}
