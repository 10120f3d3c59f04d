using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>A service that can be waited on, by the name that the vendor's clients have.</summary>
/// <param name="Name">Name of the client.</param>
/// <param name="Models">The vendor's waiters.</param>
/// <param name="Prepare">Checks an operation and its parameters, and gives what asks once.</param>
internal sealed record WaiterClient(
    string Name, IReadOnlyList<WaiterModel> Models, Func<WaiterQuestion, Func<CancellationToken, Task<WaiterAnswer>>> Prepare)
{
    private static readonly WaiterClient[] s_all =
    [
        OfJson("batch", [], AwsService.Batch),
        OfJson("ecs", VendorWaiters.Ecs, AwsService.Ecs),
        OfJson("glue", [], AwsService.Glue),
        OfJson("lambda", VendorWaiters.Lambda, AwsService.Lambda),
        OfJson("logs", [], AwsService.CloudWatchLogs),
        new("s3", VendorWaiters.S3, S3Question.Prepare),
        OfJson("secretsmanager", [], AwsService.SecretsManager),
    ];

    /// <exception cref="ArgumentException">There is no such client.</exception>
    public static WaiterClient Find(string name) =>
        Array.Find(s_all, client => string.Equals(client.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException(
            $"There is no client '{name}' to wait with. There are: {string.Join(", ", s_all.Select(client => client.Name))}.", nameof(name));

    /// <exception cref="ArgumentException">The vendor has no such waiter.</exception>
    public WaiterModel FindModel(string waiter) =>
        Models.FirstOrDefault(model => WaiterModel.IsSameName(model.Name, waiter))
        ?? throw new ArgumentException(
            Models.Count == 0
                ? $"{Name} has no waiters of the vendor's, and so no '{waiter}': give a definition of one."
                : $"{Name} has no waiter '{waiter}'. It has: {string.Join(", ", Models.Select(model => model.Name))}. Or give a definition of one.",
            nameof(waiter));

    private static WaiterClient OfJson(string name, IReadOnlyList<WaiterModel> models, AwsService service) =>
        new(name, models, question => new JsonQuestion(service, question).Prepare());
}

/// <summary>What a waiter asks.</summary>
/// <param name="Credentials">How to sign in.</param>
/// <param name="Operation">Name of the operation.</param>
/// <param name="Parameters">Its parameters, by the vendor's names.</param>
/// <param name="Attempt">What is tried, to follow "Could not".</param>
internal sealed record WaiterQuestion(AwsCredentials Credentials, string Operation, JsonObject Parameters, string Attempt);
