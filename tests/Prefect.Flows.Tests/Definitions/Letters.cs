using System.Runtime.CompilerServices;

namespace Prefect.Flows.Tests;

/// <summary>Flows and tasks that are made of methods.</summary>
internal sealed partial record Letters(string Alphabet)
{
    private static readonly TaskOptions s_options = new() { Retries = 1, Description = "Says the options.", Name = "from-options" };

    /// <summary>Counts the letters
    /// of a <paramref name="text"/>.</summary>
    /// <param name="text">What to count in.</param>
    [FlowTask(Retries = 3, RetryDelaySeconds = [1, 2.5], TimeoutSeconds = 30, Tags = ["text"], LogPrints = true, Version = "2")]
    internal static async Task<int> CountAsync(string text, CancellationToken cancellationToken = default)
    {
        await Task.Delay(0, cancellationToken);
        return text.Length;
    }

    [FlowTask(Options = nameof(s_options), Retries = 2)]
    internal static string Join(string left, string right = "!", DayOfWeek? day = DayOfWeek.Friday, Guid id = default) => left + right + day + id;

    /// <summary>Says the comment.</summary>
    [FlowTask(Options = nameof(s_options), Name = "named", Description = "Says the attribute.")]
    internal static void Nothing()
    {
    }

    /// <summary>Whether a letter is one of this alphabet.</summary>
    [FlowTask]
    internal bool Has(char letter) => Alphabet.Contains(letter, StringComparison.Ordinal);

    [FlowTask]
    internal async IAsyncEnumerable<char> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (char letter in Alphabet)
        {
            await Task.Delay(0, cancellationToken);
            yield return letter;
        }
    }

    /// <summary>Counts the letters of some words.</summary>
    [Flow(Name = "Count words", RetryDelaySeconds = [2], PersistResult = false)]
    internal static async Task<int> CountWordsAsync(string[] words) => (await CountTask.Map(words)).Sum();

    [Flow(Member = "Check")]
    internal async Task<bool> CheckLettersAsync(string text)
    {
        IReadOnlyList<bool> known = await HasTask.Map(text);
        return known.All(isKnown => isKnown);
    }
}
