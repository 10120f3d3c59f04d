using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>Reads the log stream of a container, page by page.</summary>
internal sealed class EcsLogReader(AwsClient client, string group, string stream)
{
    public const int LargestPage = 10_000;

    private string? _token;

    /// <summary>Whether the last page was the end of what there is so far.</summary>
    public bool IsAtEnd { get; private set; }

    /// <exception cref="AwsConfigurationException">The container does not print to CloudWatch, or to streams that cannot be told.</exception>
    public static EcsLogReader Open(AwsCredentials credentials, EcsDefinition definition, string? containerName, EcsIdentifier identifier)
    {
        string name = EcsContainers.NameIn(definition.Document, containerName);
        JsonObject? log = EcsContainers.Find(definition.Document.Objects(EcsContainers.Definitions), name)?["logConfiguration"] as JsonObject;
        JsonObject options = log?["options"] as JsonObject ?? [];
        bool isCloudWatch = log?.Text("logDriver") == EcsLogOptions.Driver;
        if (!isCloudWatch || options.Text(EcsLogOptions.Group) is not { } group || options.Text(EcsLogOptions.Prefix) is not { } prefix)
        {
            throw new AwsConfigurationException(
                "configure_cloudwatch_logs",
                $"The container '{name}' of the task definition '{definition.Arn}' does not print to a log stream of CloudWatch that is called after its task: "
                + $"set configure_cloudwatch_logs, or the log driver '{EcsLogOptions.Driver}' with {EcsLogOptions.Group} and {EcsLogOptions.Prefix}.");
        }

        AwsCredentials there = options.Text(EcsLogOptions.Region) is { } region ? credentials with { RegionName = region } : credentials;
        return new EcsLogReader(AwsClient.For(there, AwsService.CloudWatchLogs), group, $"{prefix}/{name}/{identifier.TaskId}");
    }

    /// <summary>The next page; an empty one while nothing was printed.</summary>
    /// <exception cref="AwsException">The service refused the request or could not be reached.</exception>
    public async Task<IReadOnlyList<EcsLogLine>> NextAsync(CancellationToken cancellationToken)
    {
        LogEventsAnswer answer = await AskAsync(new LogEventsQuestion(group, stream, StartFromHead: true) { NextToken = _token }, cancellationToken)
            .ConfigureAwait(false);

        // The service gives the same token again at the end, and only there: pages before it may be empty.
        IsAtEnd = answer.NextForwardToken is null || answer.NextForwardToken == _token;
        _token = answer.NextForwardToken ?? _token;
        return Lines(answer);
    }

    /// <exception cref="AwsException">The service refused the request or could not be reached.</exception>
    public async Task<IReadOnlyList<EcsLogLine>> LastAsync(int count, CancellationToken cancellationToken) =>
        Lines(await AskAsync(new LogEventsQuestion(group, stream, StartFromHead: false) { Limit = count }, cancellationToken).ConfigureAwait(false));

    private async Task<LogEventsAnswer> AskAsync(LogEventsQuestion question, CancellationToken cancellationToken)
    {
        try
        {
            return await client.SendAsync(EcsActions.GetLogEvents, question, $"read the log stream '{stream}' of the group '{group}'", cancellationToken)
                .ConfigureAwait(false);
        }
        catch (AwsException exception) when (exception.ErrorCode == "ResourceNotFoundException")
        {
            // Streams, and groups, begin with their first line.
            return new LogEventsAnswer();
        }
    }

    private static IReadOnlyList<EcsLogLine> Lines(LogEventsAnswer answer) => [.. (answer.Events ?? []).Select(line => line.ToLine())];
}
