using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;

namespace Prefect.Aws;

/// <summary>Asks a service that speaks JSON.</summary>
internal sealed class JsonQuestion(AwsService service, WaiterQuestion question)
{
    // What the names of operations begin with that change nothing, in all of these services.
    private static readonly string[] s_reads =
        ["BatchGet", "Check", "Describe", "Discover", "Filter", "Get", "List", "Query", "Search", "Test", "Validate"];

    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="ArgumentException">The operation cannot be asked, or not with these parameters.</exception>
    public Func<CancellationToken, Task<WaiterAnswer>> Prepare()
    {
        CheckReads(service, question.Operation);
        AwsRoute route = service.TargetPrefix is null ? RestRoute.Of(service, question.Operation, question.Parameters) : AwsRoute.Root;
        byte[]? body = route.Verb == "GET" ? null : Encoding.UTF8.GetBytes(question.Parameters.ToJsonString());
        AwsClient client = AwsClient.For(question.Credentials, service);
        return cancellationToken => AskAsync(client, route, body, cancellationToken);
    }

    // A waiter asks again and again, and the client more often than that: a job would be started each time.
    private static void CheckReads(AwsService service, string operation)
    {
        bool isListed = service == AwsService.Lambda;
        if (!isListed && !Array.Exists(s_reads, read => operation.StartsWith(read, StringComparison.Ordinal)))
        {
            throw new ArgumentException(
                $"The operation '{operation}' of {service.Name} cannot be waited on: a waiter asks many times, and may only read. These can, by what they begin with: {string.Join(", ", s_reads)}.",
                nameof(operation));
        }
    }

    private async Task<WaiterAnswer> AskAsync(AwsClient client, AwsRoute route, byte[]? body, CancellationToken cancellationToken)
    {
        AwsRequest request = new()
        {
            Operation = question.Operation,
            Route = route,
            Target = service.TargetPrefix is { } prefix ? $"{prefix}.{question.Operation}" : null,
            Body = body,
            ContentType = service.TargetPrefix is null ? "application/json" : "application/x-amz-json-1.1",
        };
        try
        {
            using AwsAnswer answer = await client.SendRawAsync(request, question.Attempt, cancellationToken).ConfigureAwait(false);
            return await ReadAsync(answer, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsException exception)
        {
            return WaiterAnswer.Of(exception);
        }
    }

    private async Task<WaiterAnswer> ReadAsync(AwsAnswer answer, CancellationToken cancellationToken)
    {
        HttpStatusCode status = answer.HttpStatusCode;
        try
        {
            JsonNode? body = answer.Body.Length == 0
                ? null
                : await JsonNode.ParseAsync(answer.Body, null, s_strict, cancellationToken).ConfigureAwait(false);
            return WaiterAnswer.Of(status, body);
        }
        catch (JsonException exception)
        {
            AmazonUnmarshallingException unreadable = new(answer.ResponseMetadata.RequestId, lastKnownLocation: null, exception, status);
            return WaiterAnswer.Unreadable(AwsCall.Describe(unreadable, new AwsOperation(service.Id, question.Operation, question.Attempt)));
        }
    }
}
