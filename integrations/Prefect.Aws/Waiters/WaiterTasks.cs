using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Flows;

namespace Prefect.Aws;

/// <summary>Waits for resources of Amazon Web Services: as a method, and as a task to be run, submitted or mapped.</summary>
[SyncTwins]
public static partial class WaiterTasks
{
    /// <summary>
    /// Asks a service about a resource, again and again, until it is as the waiter wants it. What a service that is busy or out of reach
    /// for a moment fails to answer decides nothing: the wait goes on, up to ten times in a row.
    /// </summary>
    /// <param name="client">
    /// Name of the service: <c>batch</c>, <c>ecs</c>, <c>glue</c>, <c>lambda</c>, <c>logs</c>, <c>s3</c> or <c>secretsmanager</c>.
    /// </param>
    /// <param name="waiterName">
    /// Name of the waiter, such as <c>tasks_running</c> or <c>TasksRunning</c>. Without a definition it is one of the vendor's, which
    /// there are for <c>ecs</c>, <c>lambda</c> and <c>s3</c>.
    /// </param>
    /// <param name="awsCredentials">How to sign in.</param>
    /// <param name="waiterDefinition">Waiters of one's own, in version 2 of the vendor's format; the name says which of them, and its operation must be one that only reads. Default: the vendor's.</param>
    /// <param name="parameters">Parameters of the operation that is asked, by the vendor's names. Default: none.</param>
    /// <param name="config">How often to ask, in place of what the definition says.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <example>
    /// <code>
    /// await WaiterTasks.ClientWaiterAsync(
    ///     "ecs", "tasks_stopped", credentials,
    ///     parameters: new() { ["cluster"] = "nightly", ["tasks"] = new JsonArray(taskArn) },
    ///     config: new() { Delay = TimeSpan.FromSeconds(30) });
    /// </code>
    /// </example>
    /// <exception cref="ArgumentException">
    /// There is no such client, waiter or operation, or an argument is null, empty or out of its range.
    /// </exception>
    /// <exception cref="WaiterDefinitionException">The definition is not written as the format wants it, or has no such waiter.</exception>
    /// <exception cref="JmesPathException">A function of the definition's expressions got an answer that it cannot work on.</exception>
    /// <exception cref="AwsWaiterException">The resource is in a state that the waiter knows as a failure, or the attempts ran out.</exception>
    /// <exception cref="AwsException">The service refused to answer, or could not be reached ten times in a row.</exception>
    [FlowTask]
    public static Task ClientWaiterAsync(
        string client,
        string waiterName,
        AwsCredentials awsCredentials,
        JsonObject? waiterDefinition = null,
        JsonObject? parameters = null,
        WaiterConfig? config = null,
        CancellationToken cancellationToken = default) =>
        Prepare(client, waiterName, awsCredentials, waiterDefinition, parameters, config, FlowClock.Current).WaitAsync(cancellationToken);

    internal static Waiter Prepare(
        string client,
        string waiterName,
        AwsCredentials awsCredentials,
        JsonObject? waiterDefinition,
        JsonObject? parameters,
        WaiterConfig? config,
        TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(client);
        ArgumentException.ThrowIfNullOrEmpty(waiterName);
        ArgumentNullException.ThrowIfNull(awsCredentials);
        if (parameters?.ContainsKey(nameof(WaiterConfig)) == true)
        {
            throw new ArgumentException("WaiterConfig is no parameter of an operation: give it as config.", nameof(parameters));
        }

        WaiterClient service = WaiterClient.Find(client);
        WaiterModel model = waiterDefinition is null ? service.FindModel(waiterName) : WaiterModelReader.Read(waiterDefinition, waiterName);
        WaiterQuestion question = new(
            awsCredentials, model.Operation, parameters ?? [], $"ask {model.Operation} of {service.Name} for the waiter {model.Name}");
        return new Waiter(model.With(config), $"Waiting for {model.Name} of {service.Name}", service.Prepare(question), time);
    }
}
