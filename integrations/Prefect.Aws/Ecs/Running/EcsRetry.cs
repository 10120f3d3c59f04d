using System.Security.Cryptography;
using Amazon.Runtime;

namespace Prefect.Aws;

/// <summary>Tries again what may succeed later.</summary>
internal sealed record EcsRetry(int Attempts, Func<int, TimeSpan> Delay, TimeProvider Clock)
{
    public static EcsRetry OfRegistration(EcsOptions options) => new(
        options.RegisterTaskDefinitionMaxAttempts,
        failed => Shorter(
            options.RegisterTaskDefinitionInitialDelay * Math.Pow(2, Math.Min(failed - 1, 30)) + Random(TimeSpan.Zero, TimeSpan.FromSeconds(1)),
            options.RegisterTaskDefinitionMaxDelay),
        options.TimeProvider);

    public static EcsRetry OfStarting(EcsOptions options) => new(
        options.CreateTaskRunMaxAttempts,
        _ => options.CreateTaskRunMinDelay + Random(options.CreateTaskRunMinDelayJitter, options.CreateTaskRunMaxDelayJitter),
        options.TimeProvider);

    public async Task<T> RunAsync<T>(Func<Task<T>> attempt, Action<Exception, int> failed, CancellationToken cancellationToken)
    {
        for (int number = 1; ; number++)
        {
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (Exception exception) when (number < Attempts && MayHelp(exception))
            {
                failed(exception, number);
            }

            await Task.Delay(Delay(number), Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether an error says nothing about what was asked for: the service was busy, broken, or not to be reached.</summary>
    public static bool IsNoVerdict(AwsException exception) => exception.IsTransient || exception.InnerException is AmazonUnmarshallingException;

    // ClientException is the service's answer to much that passes, as other registrations of the same family at the same time.
    private static bool MayHelp(Exception exception) => exception switch
    {
        AwsException aws => IsNoVerdict(aws) || aws.ErrorCode is "ClientException" or "ServerException",
        EcsTaskException => true,
        _ => false,
    };

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static TimeSpan Random(TimeSpan from, TimeSpan to)
    {
        int range = (int)Math.Min((to - from).TotalMilliseconds, int.MaxValue - 1);
        return range > 0 ? from + TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(range + 1)) : from;
    }
}
