<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>village</Name>
    <UserStyle>
      <Title>Village</Title>
      <FeatureTypeStyle>
        <Rule>
          <RasterSymbolizer>
            <ColorMap type="values">
              <ColorMapEntry color="#4a80f0" quantity="1" label="Lakes"/>
              <ColorMapEntry color="#66a266" quantity="2" label="Forests"/>
              <ColorMapEntry color="#c5e1c5" quantity="3" label="NamedPlaces"/>
              <ColorMapEntry color="#6fa8dc" quantity="4" label="Ponds"/>
              <ColorMapEntry color="#2f6fd0" quantity="5" label="Streams"/>
              <ColorMapEntry color="#9c7a4f" quantity="6" label="Bridges"/>
              <ColorMapEntry color="#c0a03c" quantity="7" label="RoadSegments"/>
              <ColorMapEntry color="#a52a2a" quantity="8" label="DividedRoutes"/>
              <ColorMapEntry color="#aaaaaa" quantity="9" label="Buildings"/>
              <ColorMapEntry color="#000000" quantity="10" label="MapNeatline"/>
              <ColorMapEntry color="#b3b3b3" quantity="11" label="BasicPolygons"/>
              <ColorMapEntry color="#d00000" quantity="12" label="Autos"/>
            </ColorMap>
          </RasterSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
