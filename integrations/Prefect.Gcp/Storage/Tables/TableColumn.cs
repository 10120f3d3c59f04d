namespace Prefect.Gcp;

/// <param name="Name">Name of the column, unique in its table.</param>
/// <param name="Type">What its values are, null apart; <see cref="object"/> while only the rows could tell.</param>
internal sealed record TableColumn(string Name, Type Type);
