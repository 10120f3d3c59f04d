using System.Text.Json;

namespace Prefect.Flows;

/// <summary>The names of members in the JSON columns, encoded once.</summary>
internal static class RunWords
{
    public static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    public static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
    public static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");
    public static readonly JsonEncodedText At = JsonEncodedText.Encode("at");
    public static readonly JsonEncodedText Message = JsonEncodedText.Encode("message");
    public static readonly JsonEncodedText Details = JsonEncodedText.Encode("details");
    public static readonly JsonEncodedText Result = JsonEncodedText.Encode("result");
    public static readonly JsonEncodedText Created = JsonEncodedText.Encode("created");
    public static readonly JsonEncodedText Expected = JsonEncodedText.Encode("expected");
    public static readonly JsonEncodedText Tags = JsonEncodedText.Encode("tags");
    public static readonly JsonEncodedText Key = JsonEncodedText.Encode("key");
    public static readonly JsonEncodedText DynamicKey = JsonEncodedText.Encode("dynamic_key");
    public static readonly JsonEncodedText Version = JsonEncodedText.Encode("version");
    public static readonly JsonEncodedText Inputs = JsonEncodedText.Encode("inputs");
    public static readonly JsonEncodedText IsFlow = JsonEncodedText.Encode("is_flow");
    public static readonly JsonEncodedText CacheKey = JsonEncodedText.Encode("cache_key");
    public static readonly JsonEncodedText Parameters = JsonEncodedText.Encode("parameters");
    public static readonly JsonEncodedText ParentTaskRun = JsonEncodedText.Encode("parent_task_run");
    public static readonly JsonEncodedText RootFlowRun = JsonEncodedText.Encode("root_flow_run");
    public static readonly JsonEncodedText Deployment = JsonEncodedText.Encode("deployment");
    public static readonly JsonEncodedText JobVariables = JsonEncodedText.Encode("job_variables");
    public static readonly JsonEncodedText Retries = JsonEncodedText.Encode("retries");
    public static readonly JsonEncodedText RetryDelay = JsonEncodedText.Encode("retry_delay");
}
