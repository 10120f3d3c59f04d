using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Client;

namespace Prefect.Flows.Tests.Runners;

/// <summary>Tasks whose bodies the tests run in other processes.</summary>
internal static class PoolTasks
{
    public static readonly FlowTask<int, long> CountPrimes = FlowTask.Define("count-primes", static (int below) => Primes(below));

    public static readonly FlowTask<string, int> ProcessId = FlowTask.Define("process-id", static (string _) => Environment.ProcessId);

    public static readonly FlowTask<Order, Order> Double = FlowTask.Define(
        "double", static async (Order order, CancellationToken token) =>
        {
            await Task.Delay(1, token);
            return order with { Lines = [.. order.Lines, .. order.Lines] };
        });

    public static readonly FlowTask<object, string> TypeOf = FlowTask.Define("type-of", static (object value) => value.GetType().FullName!);

    public static readonly FlowTask<SecretString, int> SecretLength = FlowTask.Define("secret-length", static (SecretString secret) => secret.Reveal().Length);

    public static readonly FlowTask<Secret, string> Owner = FlowTask.Define("secret-owner", static (Secret secret) => $"{secret.BlockDocumentName}:{secret.Get()}");

    public static readonly FlowTask<string, Unit> Fail = FlowTask.Define("fail", static (string message) => Throw(message));

    public static readonly FlowTask<string, Unit> FailOddly = FlowTask.Define("fail-oddly", static (string message) => throw new OddException(message.Length, 2));

    public static readonly FlowTask<string, int> Die = FlowTask.Define(
        "die", static (string marker) =>
        {
            if (!File.Exists(marker))
            {
                File.WriteAllText(marker, "");
                Process.GetCurrentProcess().Kill();
            }

            return Environment.ProcessId;
        },
        new() { Retries = 1 });

    public static readonly FlowTask<string, Unit> Wait = FlowTask.Define(
        "wait", static async (string began, CancellationToken token) =>
        {
            await File.WriteAllTextAsync(began, $"{Environment.ProcessId}", CancellationToken.None);
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        });

    public static readonly FlowTask<string, Unit> Spin = FlowTask.Define(
        "spin", static (string began) =>
        {
            File.WriteAllText(began, $"{Environment.ProcessId}");
            for (ulong turns = 0; turns < ulong.MaxValue; turns++)
            {
                Thread.SpinWait(100);
            }
        },
        new() { Timeout = TimeSpan.FromSeconds(2) });

    public static readonly FlowTask<string, Surroundings> LookAround = FlowTask.Define("look-around", static (string _) => Surroundings.Here());

    public static readonly FlowTask<Stream, long> Length = FlowTask.Define("length", static (Stream stream) => stream.Length);

    public static readonly FlowTask<int, IReadOnlyList<int>> Range = FlowTask.Define("range", (int count) => Numbers(count));

    public static readonly FlowTask<int, int> Inner = FlowTask.Define("inner", static (int value) => value);

    public static readonly FlowTask<int, int> Nested = FlowTask.Define(
        "nested", static async (int value) => await Inner.RunAsync(value) + await Inner.Submit(value * value));

    public static readonly FlowTask<string, Unit> Tidy = FlowTask.Define(
        "tidy",
        static (string file) => File.AppendAllText(file, "done "),
        new()
        {
            OnCommit = [static transaction => Note(transaction, "committed ")],
            OnRollback = [static transaction => Note(transaction, "undone ")],
        });

    public static readonly FlowTask<string, bool, int> Tidies = FlowTask.Define(
        "tidies", static async (string file, bool fails) =>
        {
            Transaction.Current!.Set("file", file);
            await Tidy.RunAsync(file);
            return fails ? throw new InvalidDataException("after all") : 1;
        });

    public static readonly FlowTask<string, Unit> Talk = FlowTask.Define(
        "talk", static (string text) =>
        {
            RunLogger.Current.LogInformation("logged {Text}", text);
            Console.WriteLine($"printed {text}");
        },
        new() { LogPrints = true });

    public static readonly FlowTask<string, Unit> Leak = FlowTask.Define(
        "leak", static (string prefix) =>
        {
            string secret = new SecretString($"{prefix}tnetennba").Reveal();
            RunLogger.Current.LogWarning("The password is {Password}", secret);
            throw new InvalidOperationException($"{secret} was refused");
        });

    public static readonly FlowTask<string, int> Describe = FlowTask.Define(
        "describe", static (string key) =>
        {
            new Asset(key).AddMetadata(new Dictionary<string, object?> { ["rows"] = 3 });
            return AssetContext.Require().Downstream.Count;
        });

    public static long Primes(int below)
    {
        long found = 0;
        for (int number = 2; number < below; number++)
        {
            found += IsPrime(number) ? 1 : 0;
        }

        return found;
    }

    private static async IAsyncEnumerable<int> Numbers(int count)
    {
        for (int number = 0; number < count; number++)
        {
            await Task.Yield();
            yield return number;
        }
    }

    private static bool IsPrime(int number)
    {
        for (int divisor = 2; divisor * divisor <= number; divisor++)
        {
            if (number % divisor == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static async ValueTask Note(Transaction transaction, string word) => await File.AppendAllTextAsync(transaction.Get<string>("file")!, word);

    private static void Throw(string message) => throw new InvalidDataException(message, new FormatException("inner"));

    public sealed record Order(string Customer, IReadOnlyList<decimal> Lines, (int Year, int Month) Period);

    public sealed class OddException(int first, int second) : Exception($"{first}/{second}");

    /// <summary>What a body can see of the run that it belongs to.</summary>
    public sealed record Surroundings(
        int ProcessId, Guid? FlowRunId, string? FlowName, string? Folder, Guid? TaskRunId, string? TaskKey, string[] Tags, bool IsDetached, string Home, int RunCount,
        bool IsSameDefinition)
    {
        public static Surroundings Here()
        {
            FlowRunContext? flow = FlowRunContext.Current;
            TaskRunContext? task = TaskRunContext.Current;
            return new Surroundings(
                Environment.ProcessId,
                flow?.FlowRun.Id,
                flow?.Flow.Name,
                flow?.Parameters.GetValueOrDefault("folder") as string,
                task?.TaskRun.Id,
                task?.TaskRun.TaskKey,
                [.. TagsContext.Current.Tags],
                flow?.IsDetached ?? false,
                PrefectSettings.Current.Home.ToString()!,
                task?.TaskRun.RunCount ?? -1,
                ReferenceEquals(task?.Task, LookAround));
        }
    }
}
