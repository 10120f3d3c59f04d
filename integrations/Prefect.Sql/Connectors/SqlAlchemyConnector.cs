using Prefect.Blocks;

namespace Prefect.Sql;

/// <summary>Runs SQL in a database, with the drivers of Python that block.</summary>
[Block(
    "SQLAlchemy Connector",
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/3c7dff04f70aaf4528e184a3b028f9e40b98d68c-250x250.png",
    Documentation = "https://docs.prefect.io/integrations/prefect-sqlalchemy")]
public sealed partial record SqlAlchemyConnector : SqlConnector;
