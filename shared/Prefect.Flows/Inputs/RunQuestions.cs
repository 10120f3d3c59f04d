using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Flows;

/// <summary>What a run asks, and what it is answered.</summary>
internal static class RunQuestions
{
    private const int Reads = 20;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    public static async Task SaveAsync(IRunStore store, Guid run, Keyset keyset, RunInputType type, RunInputRequest request, CancellationToken cancellationToken)
    {
        await PutAsync(store, run, keyset.Schema, type.Schema(request.InitialData), cancellationToken).ConfigureAwait(false);
        if (request.Description is { } description)
        {
            await PutAsync(store, run, keyset.Description, JsonValue.Create(description), cancellationToken).ConfigureAwait(false);
        }
    }

    public static async Task<object?> LoadAsync(IRunStore store, Guid run, Keyset keyset, RunInputType type, RunInputRequest request, CancellationToken cancellationToken)
    {
        RunInputEntry? response = await store.Inputs.FindAsync(run, keyset.Response, cancellationToken).ConfigureAwait(false);
        object? value = type.Read(response?.Value ?? "{}", request.InitialData);
        if (value is RunInput input)
        {
            input.Metadata = new RunInputMetadata(keyset.Response, response?.Sender, run);
        }

        return value;
    }

    /// <summary>Reads the answer of a run that was just resumed; whoever resumed it stores the answer a moment after.</summary>
    public static async Task<object?> WaitAsync(IRunStore store, Guid run, Keyset keyset, RunInputType type, RunInputRequest request, CancellationToken cancellationToken)
    {
        for (int read = 0; read < Reads && await store.Inputs.FindAsync(run, keyset.Response, cancellationToken).ConfigureAwait(false) is null; read++)
        {
            await Task.Delay(s_pause, FlowClock.Current, cancellationToken).ConfigureAwait(false);
        }

        return await LoadAsync(store, run, keyset, type, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says what is wrong with an answer; nothing when it fits.</summary>
    public static async Task<IReadOnlyList<string>> CheckAsync(IRunStore store, Guid run, Keyset keyset, JsonNode answer, CancellationToken cancellationToken)
    {
        RunInputEntry? schema = await store.Inputs.FindAsync(run, keyset.Schema, cancellationToken).ConfigureAwait(false);
        return schema is null ? [] : InputSchemaCheck.Find(JsonElement.Parse(schema.Value), JsonElement.Parse(answer.ToJsonString()));
    }

    /// <summary>Keeps an input in the place of one that may be there.</summary>
    public static async Task PutAsync(IRunStore store, Guid run, string key, JsonNode? value, CancellationToken cancellationToken)
    {
        RunInputEntry entry = RunInputSending.Entry(run, key, value, sender: null);
        while (!await store.Inputs.CreateAsync(entry, cancellationToken).ConfigureAwait(false))
        {
            await store.Inputs.DeleteAsync(run, key, cancellationToken).ConfigureAwait(false);
        }
    }
}
