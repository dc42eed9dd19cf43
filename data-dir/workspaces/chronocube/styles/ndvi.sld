<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld"
    xmlns:ogc="http://www.opengis.net/ogc" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>ndvi</Name>
    <UserStyle>
      <Title>NDVI</Title>
      <Abstract>Vegetation index from brown (none) to dark green (dense).</Abstract>
      <FeatureTypeStyle>
        <Rule>
          <RasterSymbolizer>
            <ColorMap type="ramp">
              <ColorMapEntry color="#5b4a3a" quantity="-0.2" label="-0.2 water, snow"/>
              <ColorMapEntry color="#a98f6b" quantity="0.0" label="0.0 built-up"/>
              <ColorMapEntry color="#e3d3a1" quantity="0.15" label="0.15 bare soil"/>
              <ColorMapEntry color="#f7f3b5" quantity="0.3" label="0.3 sparse"/>
              <ColorMapEntry color="#b7dd7c" quantity="0.45" label="0.45"/>
              <ColorMapEntry color="#84c95b" quantity="0.6" label="0.6 growing"/>
              <ColorMapEntry color="#43a047" quantity="0.75" label="0.75"/>
              <ColorMapEntry color="#14692f" quantity="0.9" label="0.9 dense"/>
              <ColorMapEntry color="#06421f" quantity="1.0"/>
            </ColorMap>
          </RasterSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
