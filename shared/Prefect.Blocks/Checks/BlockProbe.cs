using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Prefect.Blocks;

/// <summary>
/// Runs the steps of a check within its time: says which step it came to, turns what goes wrong into a result, and measures.
/// </summary>
public sealed class BlockProbe
{
    /// <summary>
    /// How long a check may take: 10 seconds, unless the host's configuration has a number of seconds, above zero and at most 3600, as
    /// <c>Prefect.Blocks.CheckSeconds</c> (in <c>runtimeconfig.json</c>, or a <c>RuntimeHostConfigurationOption</c> of the project).
    /// </summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(
        double.TryParse(AppContext.GetData("Prefect.Blocks.CheckSeconds")?.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
        && seconds is > 0 and <= 3600
            ? seconds
            : 10);

    private readonly TimeProvider _time;
    private readonly long _start;

    private BlockProbe(TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
    }

    /// <summary>The step that is under way.</summary>
    public BlockCheckStage Stage { get; private set; } = BlockCheckStage.Configuration;

    /// <summary>Runs a check.</summary>
    /// <param name="steps">Takes the steps, and tells the probe about each with <see cref="Enter"/>.</param>
    /// <param name="time">Measures. Default: the system's clock.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="OperationCanceledException">The check was ended by the caller.</exception>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails in a check is its result.")]
    public static async Task<BlockCheckResult> RunAsync(
        Func<BlockProbe, CancellationToken, Task<BlockCheckResult>> steps,
        TimeProvider? time = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(steps);
        time ??= TimeProvider.System;
        BlockProbe probe = new(time);
        using CancellationTokenSource limit = new(Limit, time);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await steps(probe, ended.Token).WaitAsync(ended.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return limit.IsCancellationRequested
                ? probe.Fail($"There was no answer within {Limit.TotalSeconds:0} seconds. Check the address, and firewalls on the way.")
                : probe.Fail(exception.Message);
        }
    }

    /// <summary>Says that a step begins.</summary>
    /// <param name="stage">The step.</param>
    public void Enter(BlockCheckStage stage) => Stage = stage;

    /// <summary>Gives the result of a check that failed in the step under way.</summary>
    /// <param name="message">What was tried, what came back and what to do.</param>
    public BlockCheckResult Fail(string message) => new(false, Stage, message, _time.GetElapsedTime(_start));

    /// <summary>Gives the result of a check that succeeded.</summary>
    /// <param name="message">What was found.</param>
    public BlockCheckResult Pass(string message) => new(true, Stage, message, _time.GetElapsedTime(_start));
}
