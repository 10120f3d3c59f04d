using System.Text.Json;
using Prefect.Sqlite;

namespace Prefect.Blocks;

/// <summary>
/// Gives the secret paths of a type, over all versions of its schema: a document keeps fields of an older version, and they
/// are as secret as they were.
/// </summary>
internal sealed class SecretPathsByType(SqliteDatabase database)
{
    private readonly Dictionary<long, (long Newest, SecretPaths Paths)> _known = [];

    public SecretPaths Get(long type)
    {
        SqliteStatement row = database["SELECT max(number) FROM block_schemas WHERE type = ?1"].Bind(1, type);
        row.Step();
        long newest = row.Int64(0);
        row.Reset();
        if (_known.TryGetValue(type, out (long Newest, SecretPaths Paths) known) && known.Newest == newest)
        {
            return known.Paths;
        }

        SecretPaths paths = new(Read(type));
        _known[type] = (newest, paths);
        return paths;
    }

    private List<string> Read(long type)
    {
        List<string> paths = [];
        SqliteStatement row = database["SELECT fields FROM block_schemas WHERE type = ?1"].Bind(1, type);
        try
        {
            while (row.Step())
            {
                JsonElement fields = JsonElement.Parse(row.Blob(0));
                if (fields.TryGetProperty("secret_fields", out JsonElement secrets) && secrets.ValueKind == JsonValueKind.Array)
                {
                    paths.AddRange(secrets.EnumerateArray().Select(path => path.GetString() ?? ""));
                }
            }
        }
        finally
        {
            row.Reset();
        }

        return paths;
    }
}
