namespace Prefect.Dbt;

/// <summary>Keys of the assets that nodes make: <c>postgres://db/schema/table</c>.</summary>
internal static class DbtAssetKey
{
    private static readonly char[] s_quotes = ['"', '`', '[', ']'];

    /// <summary>The key of a relation.</summary>
    /// <param name="adapter">Name of the adapter, such as <c>postgres</c>.</param>
    /// <param name="relation">Full name in the database, quoted as the database wants it.</param>
    public static string Of(string adapter, string relation) =>
        $"{adapter}://{string.Concat(relation.Split(s_quotes)).Replace('.', '/')}";
}
