using System.Text.Json.Nodes;

namespace Prefect.Client;

/// <summary>The state that a run is created in. Prefect's client says of it only what is not so by default.</summary>
internal static class InitialState
{
    public static JsonObject WithoutDefaults(JsonNode draft)
    {
        if (draft["state"]?["state_details"] is JsonObject details)
        {
            foreach (string name in (string[])["untrackable_result", "pause_reschedule"])
            {
                if (details[name]?.GetValue<bool>() == false)
                {
                    details.Remove(name);
                }
            }
        }

        return draft.AsObject();
    }
}
