using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Prefect.Aws;

/// <summary>Gives the task definition of a task: the one that is named, an equal one that is registered, or a new one.</summary>
internal sealed class EcsDefinitions(EcsApi api, EcsOptions options, ILogger logger)
{
    /// <exception cref="AwsConfigurationException">It cannot be built, or not be used as it is to be.</exception>
    /// <exception cref="AwsException">The service refused a request or could not be reached.</exception>
    public async Task<EcsDefinition> GetAsync(EcsTask task, EcsOrigin origin, CancellationToken cancellationToken)
    {
        if (EcsLaunch.DefinitionOf(task) is { } name)
        {
            return await GivenAsync(task, name, cancellationToken).ConfigureAwait(false);
        }

        JsonObject wanted = EcsDefinitionBuilder.Build(task, origin, api.Region);
        EcsValidation.CheckDefinition(task, wanted, wanted.Text("family")!);
        EcsDefinitionCache cache = EcsDefinitionCache.Of(KeyOf(task, origin));
        await cache.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            EcsDefinition definition =
                await CachedAsync(cache, wanted, cancellationToken).ConfigureAwait(false)
                ?? await LatestAsync(task, wanted, cancellationToken).ConfigureAwait(false)
                ?? await RegisterAsync(wanted, cancellationToken).ConfigureAwait(false);
            cache.Arn = definition.Arn;
            return definition;
        }
        finally
        {
            cache.Gate.Release();
        }
    }

    private async Task<EcsDefinition> GivenAsync(EcsTask task, string name, CancellationToken cancellationToken)
    {
        EcsDefinition given = await Retry(() => api.DescribeDefinitionAsync(name, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (task.TaskDefinition is not null || task.Image is not null)
        {
            EcsLog.DefinitionGiven(logger, given.Arn);
        }

        EcsValidation.CheckDefinition(task, given.Document, name);
        return given with { IsGiven = true };
    }

    private async Task<EcsDefinition?> CachedAsync(EcsDefinitionCache cache, JsonObject wanted, CancellationToken cancellationToken) =>
        cache.Arn is { } arn ? await EqualAsync(arn, wanted, cancellationToken).ConfigureAwait(false) : null;

    private async Task<EcsDefinition?> LatestAsync(EcsTask task, JsonObject wanted, CancellationToken cancellationToken) =>
        task.MatchLatestRevisionInFamily ? await EqualAsync(wanted.Text("family")!, wanted, cancellationToken).ConfigureAwait(false) : null;

    private async Task<EcsDefinition?> EqualAsync(string name, JsonObject wanted, CancellationToken cancellationToken)
    {
        try
        {
            EcsDefinition known = await api.DescribeDefinitionAsync(name, cancellationToken).ConfigureAwait(false);
            bool isActive = known.Document.Text("status") is "ACTIVE";
            if (!isActive || !EcsDefinitionComparison.AreEqual(wanted, known.Document))
            {
                return null;
            }

            EcsLog.Reused(logger, known.Arn);
            return known;
        }
        catch (AwsException exception) when (EcsStartDiagnosis.IsDefinitionGone(exception))
        {
            return null;
        }
        catch (AwsException exception)
        {
            // Comparing only saves a registration.
            EcsLog.NotCompared(logger, name, exception.Message);
            return null;
        }
    }

    private async Task<EcsDefinition> RegisterAsync(JsonObject wanted, CancellationToken cancellationToken)
    {
        bool mayBeThere = false;
        return await Retry(TryAsync, cancellationToken).ConfigureAwait(false);

        async Task<EcsDefinition> TryAsync()
        {
            EcsDefinition? known = mayBeThere ? await EqualAsync(wanted.Text("family")!, wanted, cancellationToken).ConfigureAwait(false) : null;
            return known ?? await RegisterOnceAsync().ConfigureAwait(false);
        }

        async Task<EcsDefinition> RegisterOnceAsync()
        {
            try
            {
                EcsDefinition registered = await api.RegisterAsync(wanted, options.TimeProvider, cancellationToken).ConfigureAwait(false);
                EcsLog.Registered(logger, registered.Arn);
                return registered;
            }
            catch (AwsException exception) when (AwsOnce.MayHaveBeenCarriedOut(exception) || EcsRetry.IsNoVerdict(exception))
            {
                // Its answer alone may have been lost. What is found then may also be another's, and is deregistered by nobody.
                mayBeThere = true;
                throw;
            }
        }
    }

    private Task<EcsDefinition> Retry(Func<Task<EcsDefinition>> attempt, CancellationToken cancellationToken) =>
        EcsRetry.OfRegistration(options).RunAsync(attempt, (exception, number) => EcsLog.Retried(logger, number, exception.Message), cancellationToken);

    // Accounts and regions have their own definitions, whatever they are called.
    private string KeyOf(EcsTask task, EcsOrigin origin) => $"{Blocks.BlockContent.Hash(task.AwsCredentials)}/{api.Region}/{origin.Key}";
}
