using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Keeps to limits on how much happens at once, across all processes that share a store.</summary>
/// <remarks>Limits are made with <c>dotnet prefect gcl create</c>.</remarks>
/// <example>
/// <code>
/// await using (await Concurrency.AcquireAsync("database"))
/// {
///     await LoadAsync();
/// }
///
/// await Concurrency.RateLimitAsync("api-calls");
/// </code>
/// </example>
[SyncTwins]
public static partial class Concurrency
{
    /// <summary>Takes slots of a limit, and holds them until the result is disposed.</summary>
    /// <param name="name">Name of the limit.</param>
    /// <param name="occupy">How many slots, 1 or more.</param>
    /// <param name="options">How they are asked for and held.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">The name cannot be that of a limit, or a number is out of its range.</exception>
    /// <exception cref="ConcurrencySlotException">The slots can never be had, or were asked for too often.</exception>
    /// <exception cref="ConcurrencySlotTimeoutException">They did not become free in time.</exception>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    public static Task<ConcurrencySlots> AcquireAsync(
        string name, int occupy = 1, ConcurrencyOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return AcquireAsync([name], occupy, options, cancellationToken);
    }

    /// <summary>Takes slots of several limits, all or none, and holds them until the result is disposed.</summary>
    /// <param name="names">Names of the limits; of none, nothing is taken.</param>
    /// <param name="occupy">How many slots of each, 1 or more.</param>
    /// <param name="options">How they are asked for and held.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">A name cannot be that of a limit, or a number is out of its range.</exception>
    /// <exception cref="ConcurrencySlotException">The slots can never be had, or were asked for too often.</exception>
    /// <exception cref="ConcurrencySlotTimeoutException">They did not become free in time.</exception>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    public static async Task<ConcurrencySlots> AcquireAsync(
        IEnumerable<string> names, int occupy = 1, ConcurrencyOptions? options = null, CancellationToken cancellationToken = default)
    {
        string[] each = ConcurrencyRules.CheckNames(names);
        ConcurrencyRules.CheckSlots(occupy);
        options ??= ConcurrencyOptions.Default;
        ConcurrencyRules.Check(options);
        if (each.Length == 0)
        {
            return ConcurrencySlots.None;
        }

        ConcurrencySlots slots = await SlotRequests.HoldAsync(AmbientStore.Current, each, occupy, options, cancellationToken).ConfigureAwait(false);
        if (slots != ConcurrencySlots.None && RunIdOf(RunContext.Current) is { } run)
        {
            LeftoverSlots.Add(run, slots);
        }

        return slots;
    }

    /// <summary>Does something while holding slots.</summary>
    /// <param name="names">Names of the limits; of none, nothing is taken.</param>
    /// <param name="body">What to do. Its token is cancelled when the caller's is, and when the slots are lost and that ends the work.</param>
    /// <param name="occupy">How many slots of each, 1 or more.</param>
    /// <param name="options">How they are asked for and held.</param>
    /// <param name="cancellationToken">Ends the wait and the work.</param>
    /// <typeparam name="T">Type of what the work gives.</typeparam>
    /// <exception cref="ArgumentException">A name cannot be that of a limit, or a number is out of its range.</exception>
    /// <exception cref="ConcurrencySlotException">The slots can never be had, or were asked for too often.</exception>
    /// <exception cref="ConcurrencySlotTimeoutException">They did not become free in time.</exception>
    /// <exception cref="ConcurrencyLeaseLostException">The slots were lost, and the options say that this ends the work.</exception>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    public static async Task<T> RunAsync<T>(
        IEnumerable<string> names,
        Func<CancellationToken, Task<T>> body,
        int occupy = 1,
        ConcurrencyOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ConcurrencySlots slots = await AcquireAsync(names, occupy, options, cancellationToken).ConfigureAwait(false);
        await using (slots.ConfigureAwait(false))
        {
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(slots.Lost, cancellationToken);
            try
            {
                T result = await body(either.Token).ConfigureAwait(false);
                slots.ThrowIfLost();
                return result;
            }
            catch (OperationCanceledException) when (slots.Lost.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                slots.ThrowIfLost();
                throw;
            }
        }
    }

    /// <summary>Does something while holding slots.</summary>
    /// <param name="names">Names of the limits; of none, nothing is taken.</param>
    /// <param name="body">What to do. Its token is cancelled when the caller's is, and when the slots are lost and that ends the work.</param>
    /// <param name="occupy">How many slots of each, 1 or more.</param>
    /// <param name="options">How they are asked for and held.</param>
    /// <param name="cancellationToken">Ends the wait and the work.</param>
    /// <exception cref="ArgumentException">A name cannot be that of a limit, or a number is out of its range.</exception>
    /// <exception cref="ConcurrencySlotException">The slots can never be had, or were asked for too often.</exception>
    /// <exception cref="ConcurrencySlotTimeoutException">They did not become free in time.</exception>
    /// <exception cref="ConcurrencyLeaseLostException">The slots were lost, and the options say that this ends the work.</exception>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    public static Task RunAsync(
        IEnumerable<string> names,
        Func<CancellationToken, Task> body,
        int occupy = 1,
        ConcurrencyOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        return RunAsync(
            names,
            async token =>
            {
                await body(token).ConfigureAwait(false);
                return true;
            },
            occupy,
            options,
            cancellationToken);
    }

    /// <summary>Waits until a limit allows one more of something that becomes free with time, such as calls per minute.</summary>
    /// <param name="name">Name of the limit; its slots become free with time.</param>
    /// <param name="occupy">How many slots, 1 or more.</param>
    /// <param name="timeout">How long to wait; zero asks once. Default: for ever.</param>
    /// <param name="strict">Whether the limit must exist. One that does not holds nothing back, with a warning.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">The name cannot be that of a limit, or a number is out of its range.</exception>
    /// <exception cref="ConcurrencySlotException">The limit does not exist and must, is no rate limit, or is smaller than the wish.</exception>
    /// <exception cref="ConcurrencySlotTimeoutException">The slots did not become free in time.</exception>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    public static Task RateLimitAsync(
        string name, int occupy = 1, TimeSpan? timeout = null, bool strict = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return RateLimitAsync([name], occupy, timeout, strict, cancellationToken);
    }

    /// <summary>Waits until several limits allow one more of something that becomes free with time.</summary>
    /// <param name="names">Names of the limits; of none, nothing is waited for.</param>
    /// <param name="occupy">How many slots of each, 1 or more.</param>
    /// <param name="timeout">How long to wait; zero asks once. Default: for ever.</param>
    /// <param name="strict">Whether the limits must exist. One that does not holds nothing back, with a warning.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">A name cannot be that of a limit, or a number is out of its range.</exception>
    /// <exception cref="ConcurrencySlotException">A limit does not exist and must, is no rate limit, or is smaller than the wish.</exception>
    /// <exception cref="ConcurrencySlotTimeoutException">The slots did not become free in time.</exception>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    public static async Task RateLimitAsync(
        IEnumerable<string> names, int occupy = 1, TimeSpan? timeout = null, bool strict = false, CancellationToken cancellationToken = default)
    {
        string[] each = ConcurrencyRules.CheckNames(names);
        ConcurrencyRules.CheckSlots(occupy);
        ConcurrencyRules.CheckTimeout(timeout);
        if (each.Length > 0)
        {
            ConcurrencyOptions options = new() { Timeout = timeout, Strict = strict };
            await SlotRequests.SpendAsync(AmbientStore.Current, each, occupy, options, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Guid? RunIdOf(RunContext? context) => context switch
    {
        TaskRunContext task => task.TaskRun.Id,
        FlowRunContext flow => flow.FlowRun.Id,
        _ => null,
    };
}
