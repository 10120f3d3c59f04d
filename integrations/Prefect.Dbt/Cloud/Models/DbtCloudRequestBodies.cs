using System.Text.Json.Nodes;

namespace Prefect.Dbt;

/// <summary>Bodies of requests, by dbt Cloud's names, without what is not set.</summary>
internal static class DbtCloudRequestBodies
{
    public static JsonObject Trigger(TriggerJobRunOptions options, string mark) => WithoutNulls(
        ("cause", DbtCloudCause.Marked(options.Cause, mark)),
        ("git_sha", options.GitSha),
        ("git_branch", options.GitBranch),
        ("schema_override", options.SchemaOverride),
        ("dbt_version_override", options.DbtVersionOverride),
        ("threads_override", options.ThreadsOverride),
        ("target_name_override", options.TargetNameOverride),
        ("generate_docs_override", options.GenerateDocsOverride),
        ("timeout_seconds_override", options.TimeoutSecondsOverride),
        ("steps_override", Texts(options.StepsOverride)));

    public static JsonArray? Texts(IEnumerable<string>? texts) => texts is null ? null : [.. texts.Select(static text => (JsonNode?)text)];

    private static JsonObject WithoutNulls(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        JsonObject body = [];
        foreach ((string name, JsonNode? value) in members)
        {
            if (value is not null)
            {
                body[name] = value;
            }
        }

        return body;
    }
}
