using System.Reflection;
using System.Text.Json.Nodes;

namespace Prefect.Flows;

/// <summary>Describes the parameters of a flow as a JSON schema.</summary>
internal static class FlowParameterSchema
{
    public static JsonObject Of(Flow flow)
    {
        ValueSchema types = new("definitions");
        JsonObject properties = [];
        JsonArray required = [];
        ParameterInfo[] declared = flow.Definition.Method.GetParameters();
        for (int position = 0; position < flow.Parameters.Count; position++)
        {
            ParameterDefinition parameter = flow.Parameters[position];
            JsonObject property = types.Of(Slot(declared, parameter));
            property["title"] = parameter.Name;
            property["position"] = position;
            if (parameter.Description is { } description)
            {
                property["description"] = description;
            }

            if (parameter.HasDefault)
            {
                property["default"] = ParameterWriter.ToJson(ParameterDefaults.Of(parameter));
            }
            else
            {
                required.Add((JsonNode)parameter.Name);
            }

            properties[parameter.Name] = property;
        }

        JsonObject schema = new() { ["title"] = "Parameters", ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        if (types.Definitions.Count > 0)
        {
            schema["definitions"] = types.Definitions;
        }

        return schema;
    }

    public static ValueSlot Slot(ParameterInfo[] declared, ParameterDefinition parameter) =>
        Array.Find(declared, candidate => candidate.Name == parameter.Name && candidate.ParameterType == parameter.Type) is { } found
            ? ValueSlot.Of(found)
            : new ValueSlot(parameter.Type);
}
