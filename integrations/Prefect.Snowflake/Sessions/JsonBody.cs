using System.Text;
using System.Text.Json.Nodes;
using Prefect.Http;

namespace Prefect.Snowflake;

/// <summary>JSON objects as bodies.</summary>
internal static class JsonBody
{
    public static RestBody Of(JsonObject members) => RestBody.Json(Encoding.UTF8.GetBytes(members.ToJsonString()));
}
