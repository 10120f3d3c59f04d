using System.Globalization;
using System.Runtime.ExceptionServices;

namespace Prefect.Aws;

/// <summary>Asks a service until an answer means success or failure.</summary>
/// <param name="model">What to ask, and what the answers mean.</param>
/// <param name="subject">What is asked for, for errors: the waiter and its service.</param>
/// <param name="ask">Asks once.</param>
/// <param name="time">Where time comes from.</param>
internal sealed class Waiter(WaiterModel model, string subject, Func<CancellationToken, Task<WaiterAnswer>> ask, TimeProvider time)
{
    /// <summary>
    /// How many questions in a row may go without an answer before the wait ends. A service that is busy or out of reach for a moment has
    /// said nothing of the resource, and such questions have been repeated by the client already.
    /// </summary>
    public const int MostUnanswered = 10;

    /// <exception cref="AwsWaiterException">The resource has failed, or the attempts ran out.</exception>
    /// <exception cref="AwsException">The service refused to answer, or could not be reached several times in a row.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        int unanswered = 0;
        for (int attempt = 1; ; attempt++)
        {
            WaiterAnswer answer = await ask(cancellationToken).ConfigureAwait(false);
            WaiterAcceptor? acceptor = model.Acceptors.FirstOrDefault(acceptor => acceptor.Knows(answer));
            switch (acceptor?.State)
            {
                case WaiterState.Success:
                    return;
                case WaiterState.Failure:
                    throw Failed(acceptor, answer, attempt);
            }

            unanswered = acceptor is null && answer.Error is not null ? unanswered + 1 : 0;
            if (unanswered > 0 && (!answer.IsPassing || unanswered == MostUnanswered))
            {
                ExceptionDispatchInfo.Throw(answer.Error!);
            }

            if (attempt >= model.MaxAttempts)
            {
                throw Exhausted(answer, attempt);
            }

            await Task.Delay(model.Delay, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private AwsWaiterException Failed(WaiterAcceptor acceptor, WaiterAnswer answer, int attempt) => new(
        $"{subject} ended in failure: {acceptor}, as {model.Operation} says. Look at what became of the resource.",
        model, attempt, isExhausted: false, answer.Error);

    private AwsWaiterException Exhausted(WaiterAnswer answer, int attempt) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{subject} ended without a result: {model.Operation} was asked {attempt} times, with {model.Delay.TotalSeconds} s between, and none of its answers meant success or failure.{Last(answer)} Wait again, or for longer: set Delay and MaxAttempts."),
        model, attempt, isExhausted: true, answer.Error);

    private static string Last(WaiterAnswer answer) => answer.Error is { } error ? $" The last one was an error: {error.Message}" : "";
}
