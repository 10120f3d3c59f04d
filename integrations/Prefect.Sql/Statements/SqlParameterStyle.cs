namespace Prefect.Sql;

/// <summary>How parameters stand in a statement.</summary>
internal enum SqlParameterStyle
{
    None,
    Named,
    Positional,
}
