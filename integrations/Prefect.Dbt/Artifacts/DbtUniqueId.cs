namespace Prefect.Dbt;

/// <summary>Ids of nodes: <c>model.shop.orders</c>, and <c>model.shop.orders.v2</c> for versions of models.</summary>
internal static class DbtUniqueId
{
    private const int KindProjectAndRest = 3;

    /// <summary>The kind: <c>model</c>.</summary>
    public static string Kind(string id) => id.Split('.', 2)[0];

    /// <summary>The third part, the name by which commands select: <c>orders</c>; the id itself where it has no such part.</summary>
    public static string Name(string id) => id.Split('.') is { Length: >= KindProjectAndRest } parts ? parts[2] : id;
}
