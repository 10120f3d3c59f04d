using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.BigQuery;

public sealed class BigQueryWarehouseConformanceTests : BlockConformance<BigQueryWarehouse>
{
    private const string PrivateKey = "canary-of-a-warehouse-7Hq";

    protected override BigQueryWarehouse Valid => new()
    {
        GcpCredentials = new GcpCredentials
        {
            ServiceAccountInfo = new SecretDictionary { { "type", new SecretJson("service_account") }, { "private_key", new SecretJson(PrivateKey) } },
            Project = "harbour",
        },
        FetchSize = 500,
    };

    protected override IReadOnlyList<string> Canaries => [PrivateKey];

    protected override JsonObject Golden => GoldenBlockTypes.Get("bigquery-warehouse");
}
