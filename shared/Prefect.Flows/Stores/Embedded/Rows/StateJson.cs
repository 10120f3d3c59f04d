using System.Text.Json;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Writes and reads the states of a run. Results and exceptions stay out; where a result is kept goes in.</summary>
internal static class StateJson
{
    public static void Write(Utf8JsonWriter json, State state)
    {
        json.WriteStartObject();
        json.WriteString(RunWords.Id, state.Id);
        json.WriteNumber(RunWords.Type, (int)state.Type);
        if (state.Name != StateNames.Of(state.Type))
        {
            json.WriteString(RunWords.Name, SecretMasker.Mask(state.Name));
        }

        json.WriteNumber(RunWords.At, state.Timestamp.UtcTicks);
        if (state.Message is { } message)
        {
            json.WriteString(RunWords.Message, SecretMasker.Mask(message));
        }

        if (!ReferenceEquals(state.OwnDetails, StateDetails.Empty))
        {
            json.WritePropertyName(RunWords.Details);
            StateDetailsJson.Write(json, state.OwnDetails);
        }

        if (state.ResultMetadata is { } result)
        {
            json.WritePropertyName(RunWords.Result);
            json.WriteRawValue(ResultRecordJson.WriteMetadata(result), skipInputValidation: true);
        }

        json.WriteEndObject();
    }

    public static List<State> ReadAll(ReadOnlySpan<byte> stored)
    {
        Utf8JsonReader reader = new(stored);
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        List<State> states = new(document.RootElement.GetArrayLength());
        foreach (JsonElement state in document.RootElement.EnumerateArray())
        {
            states.Add(Read(state));
        }

        return states;
    }

    private static State Read(JsonElement json) => new(
        (StateType)json.GetProperty("type").GetInt32(),
        json.TryGetProperty("name", out JsonElement name) ? name.GetString() : null,
        json.TryGetProperty("message", out JsonElement message) ? message.GetString() : null,
        new DateTimeOffset(json.GetProperty("at").GetInt64(), TimeSpan.Zero),
        json.TryGetProperty("details", out JsonElement details) ? StateDetailsJson.Read(details) : null)
    {
        Id = json.GetProperty("id").GetGuid(),
        ResultMetadata = json.TryGetProperty("result", out JsonElement result) ? Result(result) : null,
    };

    private static ResultRecordMetadata? Result(JsonElement json)
    {
        try
        {
            return ResultRecordJson.ReadMetadata(json);
        }
        catch (Exception exception) when (exception is FormatException or FlowException)
        {
            // Written by a serializer that only the user's program has. The run can be shown all the same.
            return null;
        }
    }
}
