using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>Where the questions of services go that have a path for each operation.</summary>
internal static class RestRoute
{
    // What stands in braces is a parameter; all others stand behind the question mark, by their own names.
    private static readonly Dictionary<string, string> s_lambda = new(StringComparer.Ordinal)
    {
        ["GetAccountSettings"] = "/2016-08-19/account-settings",
        ["GetAlias"] = "/2015-03-31/functions/{FunctionName}/aliases/{Name}",
        ["GetCapacityProvider"] = "/2025-11-30/capacity-providers/{CapacityProviderName}",
        ["GetCodeSigningConfig"] = "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}",
        ["GetDurableExecution"] = "/2025-12-01/durable-executions/{DurableExecutionArn}",
        ["GetEventSourceMapping"] = "/2015-03-31/event-source-mappings/{UUID}",
        ["GetFunction"] = "/2015-03-31/functions/{FunctionName}",
        ["GetFunctionCodeSigningConfig"] = "/2020-06-30/functions/{FunctionName}/code-signing-config",
        ["GetFunctionConcurrency"] = "/2019-09-30/functions/{FunctionName}/concurrency",
        ["GetFunctionConfiguration"] = "/2015-03-31/functions/{FunctionName}/configuration",
        ["GetFunctionEventInvokeConfig"] = "/2019-09-25/functions/{FunctionName}/event-invoke-config",
        ["GetFunctionRecursionConfig"] = "/2024-08-31/functions/{FunctionName}/recursion-config",
        ["GetFunctionScalingConfig"] = "/2025-11-30/functions/{FunctionName}/function-scaling-config",
        ["GetFunctionUrlConfig"] = "/2021-10-31/functions/{FunctionName}/url",
        ["GetLayerVersion"] = "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}",
        ["GetLayerVersionPolicy"] = "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy",
        ["GetPolicy"] = "/2015-03-31/functions/{FunctionName}/policy",
        ["GetProvisionedConcurrencyConfig"] = "/2019-09-30/functions/{FunctionName}/provisioned-concurrency",
        ["GetRuntimeManagementConfig"] = "/2021-07-20/functions/{FunctionName}/runtime-management-config",
        ["ListAliases"] = "/2015-03-31/functions/{FunctionName}/aliases",
        ["ListCapacityProviders"] = "/2025-11-30/capacity-providers",
        ["ListCodeSigningConfigs"] = "/2020-04-22/code-signing-configs",
        ["ListEventSourceMappings"] = "/2015-03-31/event-source-mappings",
        ["ListFunctionEventInvokeConfigs"] = "/2019-09-25/functions/{FunctionName}/event-invoke-config/list",
        ["ListFunctionUrlConfigs"] = "/2021-10-31/functions/{FunctionName}/urls",
        ["ListFunctions"] = "/2015-03-31/functions",
        ["ListFunctionsByCodeSigningConfig"] = "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}/functions",
        ["ListLayerVersions"] = "/2018-10-31/layers/{LayerName}/versions",
        ["ListLayers"] = "/2018-10-31/layers",
        ["ListTags"] = "/2017-03-31/tags/{Resource}",
        ["ListVersionsByFunction"] = "/2015-03-31/functions/{FunctionName}/versions",
    };

    /// <exception cref="ArgumentException">The operation cannot be asked, or not with these parameters.</exception>
    public static AwsRoute Of(AwsService service, string operation, JsonObject parameters)
    {
        if (service == AwsService.Batch)
        {
            return operation == "ListTagsForResource"
                ? Fill(operation, "/v1/tags/{resourceArn}", parameters)
                : new AwsRoute("POST", "/v1/" + operation.ToLowerInvariant());
        }

        return s_lambda.TryGetValue(operation, out string? path)
            ? Fill(operation, path, parameters)
            : throw new ArgumentException(
                $"The operation '{operation}' of {service.Name} cannot be waited on. These can: {string.Join(", ", s_lambda.Keys)}.", nameof(operation));
    }

    private static AwsRoute Fill(string operation, string path, JsonObject parameters)
    {
        Dictionary<string, string> query = new(StringComparer.Ordinal);
        foreach ((string name, JsonNode? value) in parameters)
        {
            string place = $"{{{name}}}";
            string text = Text(operation, name, value);
            if (!path.Contains(place, StringComparison.Ordinal))
            {
                query[name] = text;
            }
            else
            {
                path = path.Replace(place, AwsRoute.Escape(text), StringComparison.Ordinal);
            }
        }

        int missing = path.IndexOf('{', StringComparison.Ordinal);
        return missing < 0
            ? new AwsRoute("GET", path) { Query = query }
            : throw new ArgumentException(
                $"{operation} needs the parameter {path[(missing + 1)..path.IndexOf('}', missing)]}.", nameof(parameters));
    }

    private static string Text(string operation, string name, JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String when value.GetValue<string>() is { Length: > 0 } text => text,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.ToJsonString(),
        _ => throw new ArgumentException($"The parameter {name} of {operation} must be a text, a number or a truth value, and not empty.", nameof(value)),
    };
}
