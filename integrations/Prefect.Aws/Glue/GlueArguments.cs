using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>Arguments as the service takes them: texts alone.</summary>
internal static class GlueArguments
{
    /// <summary>The argument by which a run is found again.</summary>
    public const string SubmissionKey = "--prefect-submission-key";

    /// <exception cref="AwsConfigurationException">A value cannot be written as a text.</exception>
    public static JsonObject? Write(JsonObject? arguments, string? submissionKey)
    {
        if (submissionKey is null && arguments is null or { Count: 0 })
        {
            return null;
        }

        JsonObject written = [];
        foreach ((string name, JsonNode? value) in arguments ?? [])
        {
            written[name] = Text(name, value);
        }

        if (submissionKey is null)
        {
            return written;
        }

        return written.TryAdd(SubmissionKey, submissionKey)
            ? written
            : throw new AwsConfigurationException("arguments", $"The argument '{SubmissionKey}' is set by TriggerOnceAsync: take it out of arguments.");
    }

    private static string Text(string name, JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.ToJsonString(),
        _ => throw new AwsConfigurationException("arguments", $"The argument '{name}' must be a text, a number, or true or false."),
    };
}
